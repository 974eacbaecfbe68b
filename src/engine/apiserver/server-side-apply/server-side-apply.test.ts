import { describe, expect, it } from 'vitest'
import type { ApiClient, WriteOptions } from '../../../k8s/api-client'
import { configMap, refusal, startServer } from '../test-server'
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

const RECORD = 'kubectl.kubernetes.io/last-applied-configuration'

/** A server with one ConfigMap, to which several people apply. */
function shared() {
  const { client, store } = startServer()
  const apply = (manager: string, data: Record<string, string>, options: WriteOptions = {}) =>
    client.patch('configmaps', 'default', 'c', 'apply', configMap('c', data), { ...options, fieldManager: manager })
  const dataOf = (from: ApiClient) => from.get('configmaps', 'default', 'c').data
  return { client, store, apply, data: () => dataOf(client) }
}

describe('a configuration that is applied', () => {
  it('may not change what others own, unless it is forced', () => {
    const { apply, data } = shared()
    apply('a', { x: '1', y: '1' })
    expect(refusal(() => apply('b', { x: '2' }))).toBe(
      '409 Conflict: Apply failed with 1 conflict: conflict with "a": .data.x',
    )
    expect(refusal(() => apply('b', { x: '2', y: '2' }))).toBe(
      '409 Conflict: Apply failed with 2 conflicts: conflicts with "a":\n- .data.x\n- .data.y',
    )
    apply('b', { x: '2' }, { force: true })
    expect(data()).toEqual({ x: '2', y: '1' })
    expect(refusal(() => apply('a', { x: '1', y: '1' }))).toContain('conflict with "b": .data.x')
  })

  it('takes away what it no longer says, but for what somebody else says too', () => {
    const { apply, data } = shared()
    apply('a', { x: '1', y: '1' })
    apply('b', { y: '1', z: '1' })
    apply('a', {})
    expect(data()).toEqual({ y: '1', z: '1' })
    apply('b', {})
    expect(data()).toBeUndefined()
  })

  it('keeps what nobody applied', () => {
    const { client, apply, data } = shared()
    apply('a', { x: '1' })
    client.patch('configmaps', 'default', 'c', 'merge', { data: { w: '1' } }, { fieldManager: 'b' })
    apply('a', {})
    expect(data()).toEqual({ w: '1' })
  })

  it('writes nothing when it says what is so and was said before; who says it first is written', () => {
    const { store, apply } = shared()
    apply('a', { x: '1' })
    const revision = store.currentRevision
    apply('a', { x: '1' })
    expect(store.currentRevision).toBe(revision)
    apply('b', { x: '1' })
    expect(store.currentRevision).not.toBe(revision)
  })

  it('changes nothing in a dry run, neither fields nor owners', () => {
    const { client, apply, data } = shared()
    const before = client.managedFields(apply('a', { x: '1' }))
    expect(apply('b', { x: '2' }, { force: true, dryRun: true }).data).toEqual({ x: '2' })
    expect(data()).toEqual({ x: '1' })
    expect(client.managedFields(client.get('configmaps', 'default', 'c'))).toEqual(before)
  })

  it('of kubectl goes on from the record of client-side apply', () => {
    const { client, apply } = shared()
    const { metadata, ...rest } = configMap('c', { x: '1', y: '1' })
    const record = JSON.stringify({ ...rest, metadata })
    const made = { ...rest, metadata: { ...metadata, annotations: { [RECORD]: record } } }
    client.create('configmaps', made, { fieldManager: 'kubectl-client-side-apply' })
    expect(refusal(() => apply('somebody', { x: '2' }))).toContain('conflict with "kubectl-client-side-apply" using v1')
    const applied = apply('kubectl', { x: '2' })
    expect(applied.data).toEqual({ x: '2', y: '1' })
    expect(applied.metadata.annotations?.[RECORD]).toBe(
      '{"apiVersion":"v1","data":{"x":"2"},"kind":"ConfigMap","metadata":{"name":"c"}}\n',
    )
  })
})
