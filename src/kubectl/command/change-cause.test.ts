import { expect, it } from 'vitest'
import { CHANGE_CAUSE, recorded } from './change-cause'
import type { Invocation } from './command-spec'
import { RECORD_FLAG } from './common-flags'
import { type FlagSpec, parseFlags } from './flag-set'

const FILENAME: FlagSpec = { name: 'filename', short: 'f', type: 'list' }
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }

function causeOf(...words: string[]): string | undefined {
  const { flags, args } = parseFlags(words, [FILENAME, RECORD_FLAG])
  const invocation = { path: 'kubectl apply', flags, args } as unknown as Invocation
  const { annotations } = recorded<typeof object & { metadata: { annotations?: Record<string, string> } }>(
    invocation,
    object,
  ).metadata
  return annotations?.[CHANGE_CAUSE]
}

it('keeps the command with its flags by their long names, and only when asked', () => {
  expect(causeOf('-f', 'agent.yaml', '--record')).toBe('kubectl apply --filename=agent.yaml --record=true')
  expect(causeOf('--record', 'ds/agent', '-f=a.yaml')).toBe('kubectl apply ds/agent --record=true --filename=a.yaml')
  expect(causeOf('-f', 'agent.yaml')).toBeUndefined()
  expect(causeOf('-f', 'agent.yaml', '--record=false')).toBeUndefined()
})
