import { expect, it } from 'vitest'
import { liveYaml, yamlTokens } from './live-yaml'

const DAEMON_SET = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: {
    name: 'agent',
    uid: 'u',
    resourceVersion: '7',
    creationTimestamp: '2026-01-01T00:00:00Z',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'kept' },
  },
  spec: {},
}

it('folds bookkeeping away and shows it when asked', () => {
  const short = liveYaml(DAEMON_SET, false)
  expect(short).not.toMatch(/uid|resourceVersion|last-applied/)
  expect(short).toContain('note: kept')
  expect(liveYaml(DAEMON_SET, true)).toContain("resourceVersion: '7'")
})

it('tells keys from values', () => {
  expect(yamlTokens('    - name: agent:v1')).toEqual({ indent: '    - ', key: 'name', rest: ' agent:v1' })
  expect(yamlTokens('  kubernetes.io/os: linux')).toMatchObject({ key: 'kubernetes.io/os', rest: ' linux' })
  expect(yamlTokens('      - --flag=a')).toEqual({ indent: '', key: '', rest: '      - --flag=a' })
})
