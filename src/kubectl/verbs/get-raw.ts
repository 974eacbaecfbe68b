import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { rawAddress } from './raw-body'
import { discoveryAnswer } from './raw-discovery'
import { healthAnswer } from './raw-health'
import { objectAnswer } from './raw-objects'
import { parseQuery } from './raw-query'

/** `get --raw PATH`: health, version, what the server has, and lists and objects of the API. */
// Models staging/src/k8s.io/kubectl/pkg/rawhttp/raw.go RawGet
export function getRaw(invocation: Invocation): void {
  const { io, session, args } = invocation
  if (args.length > 0) throw new PlainError('arguments may not be passed when --raw is specified')
  const [path = '', query = ''] = rawAddress(invocation).split('?', 2)
  const asked = parseQuery(query)
  const answer =
    healthAnswer(path, asked) ??
    (path.replace(/\/$/, '') === '/version' ? versionText(session.version.gitVersion) : undefined) ??
    discoveryAnswer(path, session)
  io.out(answer ?? `${objectAnswer(path, asked, session.client)}\n`)
}

function versionText(gitVersion: string): string {
  const [, major = '1', minor = '36'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  const fields = [
    ['major', major],
    ['minor', minor],
    ['emulationMajor', major],
    ['emulationMinor', minor],
    ['minCompatibilityMajor', major],
    ['minCompatibilityMinor', String(Number(minor) - 1)],
    ['gitVersion', gitVersion],
    ['gitCommit', '0000000'],
    ['gitTreeState', 'clean'],
    ['buildDate', '2026-01-01T00:00:00Z'],
    ['goVersion', 'go1.26.8'],
    ['compiler', 'gc'],
    ['platform', 'linux/amd64'],
  ]
  return `{\n${fields.map(([name, value]) => `  "${name}": "${value}"`).join(',\n')}\n}`
}
