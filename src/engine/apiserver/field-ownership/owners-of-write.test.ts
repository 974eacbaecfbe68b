import { describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../k8s/api-client'
import type { KubeObject, ManagedFieldsEntry } from '../../../k8s/object'
import { createEngine } from '../../index'
import { configMap, daemonSet, pod, startServer } from '../test-server'

const ME = { fieldManager: 'me' }

/** `me Update`, `kubectl Update scale` → fields. */
function ownersOf(client: ApiClient, object: KubeObject): Readonly<Record<string, unknown>> {
  const name = ({ manager, operation, subresource }: ManagedFieldsEntry) =>
    [manager, operation, subresource].filter(part => part !== undefined).join(' ')
  return Object.fromEntries(client.managedFields(object).map(entry => [name(entry), entry.fieldsV1]))
}

describe('who makes an object', () => {
  it('owns all of it but what the server alone writes, each element of a list by its key', () => {
    const { client } = startServer()
    const made = client.create('daemonsets.apps', daemonSet('agent'), ME)
    expect(ownersOf(client, made)).toMatchObject({
      'me Update': {
        'f:metadata': { 'f:annotations': { '.': {}, 'f:deprecated.daemonset.template.generation': {} } },
        'f:spec': {
          'f:selector': {},
          'f:template': {
            'f:spec': { 'f:containers': { 'k:{"name":"main"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
          },
        },
      },
    })
    expect(JSON.stringify(client.managedFields(made))).not.toMatch(/"f:(status|uid|name":{},"f:namespace|generation)"/)
  })

  it('does not own what admission adds', () => {
    const { client } = startServer()
    const made = client.create('pods', pod('p'), ME)
    expect(Object.keys(made.spec as object)).toContain('tolerations')
    expect(JSON.stringify(client.managedFields(made))).not.toMatch(/tolerations|nodeName|priority|serviceAccount/)
  })
})

describe('who changes a field', () => {
  it('has it, also when it is called like something that every JavaScript object has', () => {
    const { client } = startServer()
    client.create('configmaps', configMap('c', { a: '1' }), ME)
    const changed = client.update('configmaps', configMap('c', { a: '1', constructor: '1' }), { fieldManager: 'you' })
    expect(ownersOf(client, changed)).toMatchObject({ 'you Update': { 'f:data': { 'f:constructor': {} } } })
    const back = client.update('configmaps', configMap('c', { a: '1' }), { fieldManager: 'you' })
    expect(Object.keys(ownersOf(client, back))).toEqual(['me Update'])
  })

  it('takes it from whoever had it', () => {
    const { client } = startServer()
    client.create('configmaps', configMap('c', { a: '1', b: '1' }), ME)
    const changed = client.update('configmaps', configMap('c', { a: '2', b: '1' }), { fieldManager: 'you' })
    expect(ownersOf(client, changed)).toEqual({
      'me Update': { 'f:data': { '.': {}, 'f:b': {} } },
      'you Update': { 'f:data': { 'f:a': {} } },
    })
    const removed = client.update('configmaps', configMap('c', { a: '2' }), ME)
    expect(ownersOf(client, removed)).toEqual({
      'me Update': { 'f:data': {} },
      'you Update': { 'f:data': { 'f:a': {} } },
    })
  })

  it('is noted with the time; the earliest comes first', () => {
    const { client, kernel } = startServer()
    client.create('configmaps', configMap('c', { a: '1' }), { fieldManager: 'z' })
    kernel.runUntil(5000)
    const changed = client.update('configmaps', configMap('c', { a: '1', b: '1' }), { fieldManager: 'a' })
    expect(client.managedFields(changed).map(({ manager, time }) => [manager, time])).toEqual([
      ['z', '2026-01-01T00:00:00Z'],
      ['a', '2026-01-01T00:00:05Z'],
    ])
  })

  it('by scale owns the replicas only', () => {
    const { client } = startServer()
    const { spec, ...rest } = daemonSet('d')
    const { selector, template } = spec as Readonly<Record<string, unknown>>
    client.create('deployments.apps', { ...rest, kind: 'Deployment', spec: { selector, template } }, ME)
    const body = { spec: { replicas: 3 } }
    const options = { fieldManager: 'kubectl', subresource: 'scale' as const }
    const scaled = client.patch('deployments.apps', 'default', 'd', 'merge', body, options)
    expect(ownersOf(client, scaled)['kubectl Update scale']).toEqual({ 'f:spec': { 'f:replicas': {} } })
    expect(ownersOf(client, scaled)['me Update']).not.toHaveProperty(['f:spec', 'f:replicas'])
  })

  it('of a component owns it under the name of its program, once the object is a person’s', () => {
    const { client, server } = startServer()
    const made = client.create('daemonsets.apps', daemonSet('agent'), ME) as KubeObject & { status: object }
    const controller = server.client('daemonset-controller')
    const status = { ...made.status, observedGeneration: 1 }
    const updated = controller.update('daemonsets.apps', { ...made, status }, { subresource: 'status' })
    expect(ownersOf(client, updated)['kube-controller-manager Update status']).toEqual({
      'f:status': { 'f:observedGeneration': {} },
    })
  })

  it('is one of ten: those before are ancient', () => {
    const { client, kernel } = startServer()
    let data: Record<string, string> = { k0: '' }
    client.create('configmaps', configMap('c', data), { fieldManager: 'm0' })
    for (let i = 1; i <= 12; i++) {
      kernel.runUntil(i * 1000)
      data = { ...data, [`k${i}`]: '' }
      client.update('configmaps', configMap('c', data), { fieldManager: `m${i}` })
    }
    const managers = client.managedFields(client.get('configmaps', 'default', 'c')).map(({ manager }) => manager)
    expect(managers).toHaveLength(10)
    expect(managers[0]).toBe('ancient-changes')
  })
})

describe('owners that are written', () => {
  it('count, and one empty entry clears them until the object is applied', () => {
    const { client } = startServer()
    client.create('configmaps', configMap('c', { a: '1' }), ME)
    const cleared = { metadata: { managedFields: [{}] } }
    client.patch('configmaps', 'default', 'c', 'merge', cleared, ME)
    client.update('configmaps', configMap('c', { a: '2' }), ME)
    expect(client.managedFields(client.get('configmaps', 'default', 'c'))).toEqual([])
    const applied = client.patch('configmaps', 'default', 'c', 'apply', configMap('c', { b: '1' }), ME)
    expect(ownersOf(client, applied)).toEqual({
      'me Apply': { 'f:data': { 'f:b': {} } },
      'before-first-apply Update': { 'f:data': { '.': {}, 'f:a': {} } },
    })
  })

  it('are no part of the stored object', () => {
    const { client } = startServer()
    const whole = { ...configMap('c'), metadata: { name: 'c', managedFields: [] } }
    expect(client.create('configmaps', whole, ME).metadata).not.toHaveProperty('managedFields')
    expect(client.update('configmaps', whole, ME).metadata).not.toHaveProperty('managedFields')
  })
})

describe('what the cluster’s own components made', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'worker-1', booted: true }] })
  engine.client('daemonset-controller').create('daemonsets.apps', daemonSet('agent'))
  engine.runUntilSettled()
  const client = engine.client('kubectl')
  const one = (resource: string): KubeObject => {
    const [object] = client.list(resource)
    if (object === undefined) throw new Error(`no ${resource}`)
    return object
  }

  it('has owners that its looks tell', () => {
    expect(Object.keys(ownersOf(client, one('pods')))).toEqual([
      'kube-controller-manager Update',
      'kubelet Update status',
    ])
    expect(Object.keys(ownersOf(client, one('nodes')))).toEqual([
      'kube-controller-manager Update',
      'kubelet Update',
      'kubelet Update status',
    ])
    expect(Object.keys(ownersOf(client, one('namespaces')))).toEqual(['kube-apiserver Update'])
    expect(client.managedFields(one('serviceaccounts'))).toEqual([])
  })

  it('keeps them from the first write of a person on', () => {
    const before = ownersOf(client, one('nodes'))
    const body = { metadata: { labels: { x: 'y' } } }
    const labeled = client.patch('nodes', undefined, 'worker-1', 'merge', body, { fieldManager: 'kubectl-label' })
    expect(ownersOf(client, labeled)).toEqual({
      ...before,
      'kubectl-label Update': { 'f:metadata': { 'f:labels': { 'f:x': {} } } },
    })
    engine.runUntil(engine.now + 60_000)
    expect(ownersOf(client, one('nodes'))).toHaveProperty('kubectl-label Update')
  })
})
