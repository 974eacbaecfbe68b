import { describe, expect, it } from 'vitest'
import { refusal, startServer } from '../test-server'
import { mergeApplied } from './merge-applied'

const daemonSet = (podSpec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'a', namespace: 'default' },
  spec: { template: { spec: podSpec } },
})

const container = (fields: object) => daemonSet({ containers: [{ name: 'agent', ...fields }] })

function refusalOf(object: object): string {
  const { client } = startServer()
  return refusal(() => client.patch('daemonsets.apps', 'default', 'a', 'apply', object, { fieldManager: 'me' }))
    .replace(/^\d+ : /, '')
    .replace(/^.*?DaemonSet\)( to proper version: .*DaemonSet)?: /, '')
}

// What the real server said to such objects.
describe('a configuration that the schema cannot read', () => {
  it.each<[object, string]>([
    [container({ imag: 'x' }), '.spec.template.spec.containers[name="agent"].imag: field not declared in schema'],
    [
      container({ image: 1.5 }),
      '.spec.template.spec.containers[name="agent"].image: expected string, got &value.valueUnstructured{Value:1.5}',
    ],
    [
      container({ ports: [{ containerPort: '7' }] }),
      '.spec.template.spec.containers[name="agent"].ports[containerPort="7",protocol="TCP"].containerPort: expected numeric (int or float), got string',
    ],
    [container({ env: 3 }), '.spec.template.spec.containers[name="agent"].env: expected list, got &{3}'],
    [
      container({ volumeMounts: ['a'] }),
      '.spec.template.spec.containers[name="agent"].volumeMounts: element 0: associative list with keys may not have non-map elements',
    ],
    [daemonSet({ hostPID: [] }), '.spec.template.spec.hostPID: expected boolean, got &{[]}'],
    [
      daemonSet({ containers: [{ name: 'a' }, { name: 'a' }] }),
      '.spec.template.spec.containers: duplicate entries for key [name="a"]',
    ],
    [daemonSet({ terminationGracePeriodSeconds: 1.5 }), 'cannot convert float64 to int64'],
    [
      container({ livenessProbe: { tcpSocket: { port: 1.5 } } }),
      'json: cannot unmarshal number 1.5 into Go value of type int32',
    ],
  ])('%j', (object, expected) => expect(refusalOf(object)).toBe(expected))
})

describe('an applied object and a living one', () => {
  it('are merged by the keys of lists, and atomic parts are replaced', () => {
    const live = {
      spec: {
        nodeSelector: { a: 'b' },
        containers: [
          { name: 'x', image: 'x:1' },
          { name: 'y', tty: true },
        ],
      },
    }
    const applied = { spec: { nodeSelector: { c: 'd' }, containers: [{ name: 'y', image: 'y:2' }, { name: 'z' }] } }
    expect(mergeApplied('Pod', live, applied)).toEqual({
      spec: {
        nodeSelector: { c: 'd' },
        containers: [{ name: 'x', image: 'x:1' }, { name: 'y', tty: true, image: 'y:2' }, { name: 'z' }],
      },
    })
  })
})
