import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { toStructJson } from '../output/json-printer'
import { toYaml } from '../output/yaml-printer'

// Models staging/src/k8s.io/kubectl/pkg/cmd/version/version.go
export const versionCommand: CommandSpec = {
  name: 'version',
  short: 'Print the client and server version information',
  group: 'Other Commands',
  flags: [
    { name: 'client', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
  ],
  run: immediate(({ args, flags, io, session }) => {
    if (args.length > 0) throw new PlainError(`extra arguments: [${args.join(' ')}]`)
    const { gitVersion, kustomizeVersion, printsVersionStruct } = session.version
    const fields = versionFields(gitVersion)
    const text = printsVersionStruct ? goStruct(fields) : gitVersion
    const output = flags.string('output')
    if (output === '') {
      io.out(`Client Version: ${text}\n`)
      if (kustomizeVersion !== undefined) io.out(`Kustomize Version: ${kustomizeVersion}\n`)
      if (!flags.bool('client')) io.out(`Server Version: ${text}\n`)
      return 0
    }
    if (output !== 'yaml' && output !== 'json') throw new PlainError("--output must be 'yaml' or 'json'")
    const value = {
      clientVersion: fields,
      ...(kustomizeVersion === undefined ? {} : { kustomizeVersion }),
      ...(flags.bool('client') ? {} : { serverVersion: serverFields(fields) }),
    }
    io.out(output === 'yaml' ? toYaml(value) : toStructJson(value, 2))
    return 0
  }),
}

/** As Go prints it with `%#v`. */
function goStruct(fields: Readonly<Record<string, string>>): string {
  const named = Object.entries(fields).map(
    ([name, value]) => `${name.charAt(0).toUpperCase()}${name.slice(1)}:"${value}"`,
  )
  return `version.Info{${named.join(', ')}}`
}

/** Since when an API server tells which versions it can behave as. */
const TELLS_EMULATION = 33

function serverFields({ major = '', minor = '', ...others }: Readonly<Record<string, string>>) {
  if (Number(minor) < TELLS_EMULATION) return { major, minor, ...others }
  const [emulated, oldest] = [{ emulationMajor: major, emulationMinor: minor }, String(Number(minor) - 1)]
  return { major, minor, ...emulated, minCompatibilityMajor: major, minCompatibilityMinor: oldest, ...others }
}

function versionFields(gitVersion: string): Readonly<Record<string, string>> {
  const [, major = '1', minor = '36'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0000000',
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  }
}
