import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { toStructJson } from '../output/json-printer'
import { toYaml } from '../output/yaml-printer'

const KUSTOMIZE = 'v5.8.1'

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
    const { gitVersion } = session.version
    const output = flags.string('output')
    if (output === '') {
      io.out(`Client Version: ${gitVersion}\nKustomize Version: ${KUSTOMIZE}\n`)
      if (!flags.bool('client')) io.out(`Server Version: ${gitVersion}\n`)
      return 0
    }
    if (output !== 'yaml' && output !== 'json') throw new PlainError("--output must be 'yaml' or 'json'")
    const value = {
      clientVersion: versionFields(gitVersion),
      kustomizeVersion: KUSTOMIZE,
      ...(flags.bool('client') ? {} : { serverVersion: { ...versionFields(gitVersion) } }),
    }
    io.out(output === 'yaml' ? toYaml(value) : toStructJson(value, 2))
    return 0
  }),
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
