import { describe, expect, it } from 'vitest'
import type { DaemonSet } from '../../k8s/workload'
import { configMap, daemonSet, pod, refusal, startServer } from './test-server'

describe('reading and writing', () => {
  it('fills in the identity of a new object', () => {
    const { client } = startServer()
    const { metadata } = client.create('configmaps', configMap('settings'))
    expect(metadata.namespace).toBe('default')
    expect(metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(metadata.creationTimestamp).toBe('2026-01-01T00:00:00Z')
    expect(client.get('configmaps', 'default', 'settings').metadata).toBe(metadata)
  })

  it('keeps what an update says of generateName, and shows empty labels as they were sent', () => {
    const { client } = startServer()
    client.create('daemonsets.apps', daemonSet('agent'))
    const named = { ...daemonSet('agent'), metadata: { name: 'agent', generateName: 'a-' } }
    expect(client.update('daemonsets.apps', named).metadata.generateName).toBe('a-')
    const { spec } = daemonSet('agent') as object as { spec: { template: object } }
    const unlabelled = {
      ...daemonSet('agent'),
      spec: { ...spec, template: { ...spec.template, metadata: { labels: {} } } },
    }
    expect(refusal(() => client.update('daemonsets.apps', unlabelled, { fieldValidation: 'Strict' }))).toContain(
      'spec.template.metadata.labels: Invalid value: {}',
    )
  })

  it('generates a name from generateName', () => {
    const { client } = startServer()
    const object = { ...configMap(''), metadata: { generateName: 'web-' } }
    expect(client.create('configmaps', object).metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
  })

  it('answers the stored object and writes nothing when an update changes nothing', () => {
    const { client, store } = startServer()
    const stored = client.create('configmaps', configMap('settings', { level: 'info' }))
    const revision = store.currentRevision
    expect(client.update('configmaps', configMap('settings', { level: 'info' }))).toBe(stored)
    expect(store.currentRevision).toBe(revision)
  })

  it('refuses with the words of the real server', () => {
    const { client } = startServer()
    const stored = client.create('configmaps', configMap('settings'))
    client.update('configmaps', configMap('settings', { level: 'info' }))
    expect(refusal(() => client.get('daemonsets.apps', 'default', 'agent'))).toBe(
      '404 NotFound: daemonsets.apps "agent" not found',
    )
    expect(refusal(() => client.create('configmaps', configMap('settings')))).toBe(
      '409 AlreadyExists: configmaps "settings" already exists',
    )
    expect(refusal(() => client.update('configmaps', stored))).toBe(
      '409 Conflict: Operation cannot be fulfilled on configmaps "settings": the object has been modified; please apply your changes to the latest version and try again',
    )
    expect(
      refusal(() => client.create('configmaps', { ...configMap('a'), metadata: { name: 'a', namespace: 'nowhere' } })),
    ).toBe('404 NotFound: namespaces "nowhere" not found')
  })
})

describe('generation and template generation', () => {
  const annotation = 'deprecated.daemonset.template.generation'

  it('count changes of the specification and of the template', () => {
    const { client } = startServer()
    const patch = (body: unknown) => client.patch('daemonsets.apps', 'default', 'agent', 'merge', body).metadata
    const created = client.create('daemonsets.apps', daemonSet('agent')).metadata
    expect([created.generation, created.annotations?.[annotation]]).toEqual([1, '1'])
    const slower = patch({ spec: { minReadySeconds: 5 } })
    expect([slower.generation, slower.annotations?.[annotation]]).toEqual([2, '1'])
    const restarted = patch({ spec: { template: { metadata: { annotations: { restarted: 'now' } } } } })
    expect([restarted.generation, restarted.annotations?.[annotation]]).toEqual([3, '2'])
    const labelled = patch({ metadata: { labels: { a: 'b' }, annotations: { [annotation]: '99' } } })
    expect([labelled.generation, labelled.annotations?.[annotation]]).toEqual([3, '2'])
  })

  it('count changes of annotations of a Deployment, but for its revision, which comes with the status', () => {
    const { client } = startServer()
    const { spec } = daemonSet('web')
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec }
    const made = client.create('deployments.apps', deployment)
    const annotated = { ...made, metadata: { ...made.metadata, annotations: { note: 'x' } } }
    const marked = client.update('deployments.apps', annotated, { subresource: 'status' })
    expect(marked.metadata.generation).toBe(1)
    const noted = { ...made, metadata: { ...made.metadata, resourceVersion: '', annotations: { note: 'y' } } }
    expect(client.update('deployments.apps', noted).metadata.generation).toBe(2)
  })

  it('status and specification are written apart', () => {
    const { client } = startServer()
    const stored = client.create('daemonsets.apps', daemonSet('agent')) as DaemonSet
    const both = {
      ...stored,
      spec: { ...stored.spec, minReadySeconds: 7 },
      status: { ...stored.status, numberReady: 3 },
    }
    const afterStatus = client.update('daemonsets.apps', both, { subresource: 'status' }) as DaemonSet
    expect([afterStatus.spec.minReadySeconds, afterStatus.status.numberReady]).toEqual([undefined, 3])
    expect(afterStatus.spec).toBe(stored.spec)
    const body = { ...both, metadata: afterStatus.metadata, status: { ...stored.status, numberReady: 0 } }
    const afterSpec = client.update('daemonsets.apps', body) as DaemonSet
    expect([afterSpec.spec.minReadySeconds, afterSpec.status.numberReady]).toEqual([7, 3])
  })
})

describe('patches', () => {
  it('are refused as the real server refuses them', () => {
    const { client } = startServer()
    client.create('pods', pod('web'))
    const patch = (type: 'strategic' | 'merge' | 'json', body: unknown) =>
      refusal(() => client.patch('pods', 'default', 'web', type, body))
    expect(patch('strategic', { spec: { containers: [{ image: 'x' }] } })).toBe(
      '500 : map: map[image:x] does not contain declared merge key: name',
    )
    expect(patch('merge', { metadata: { name: 'other' } })).toBe(
      '400 BadRequest: the name of the object (other) does not match the name on the URL (web)',
    )
    expect(patch('merge', { metadata: { uid: 'abc' } })).toBe(
      '422 Invalid: Pod "web" is invalid: metadata.uid: Invalid value: "abc": field is immutable',
    )
    expect(patch('json', [{ op: 'remove', path: '/spec/nope' }])).toBe(
      '422 Invalid: the server rejected our request due to an error in our request',
    )
    expect(patch('merge', [1])).toBe(
      '400 BadRequest: error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    )
  })
})

describe('custom resources', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gauges.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Gauge', plural: 'gauges' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  }
  const gauge = { apiVersion: 'example.com/v1', kind: 'Gauge', metadata: { name: 'g' }, spec: { any: { thing: 1 } } }

  it('are served while their definition is there', () => {
    const { client } = startServer()
    expect(refusal(() => client.create('gauges.example.com', gauge))).toBe(
      '404 NotFound: the server could not find the requested resource',
    )
    client.create('customresourcedefinitions.apiextensions.k8s.io', definition)
    expect(client.create('gauges.example.com', gauge)).toMatchObject({ metadata: { generation: 1 }, spec: gauge.spec })
    expect(refusal(() => client.patch('gauges.example.com', 'default', 'g', 'strategic', {}))).toMatch(/^415 /)
    client.delete('customresourcedefinitions.apiextensions.k8s.io', undefined, 'gauges.example.com')
    expect(refusal(() => client.list('gauges.example.com'))).toMatch(/^404 /)
  })
})

describe('dry runs', () => {
  it('answer what would be and change nothing', () => {
    const { client, store } = startServer()
    client.create('configmaps', configMap('settings'))
    const revision = store.currentRevision
    const options = { dryRun: true }
    expect(client.create('pods', pod('web'), options).spec).toMatchObject({ priority: 0 })
    expect(client.update('configmaps', configMap('settings', { a: 'b' }), options)).toMatchObject({ data: { a: 'b' } })
    client.delete('configmaps', 'default', 'settings', options)
    expect(store.currentRevision).toBe(revision)
    expect(client.list('pods')).toEqual([])
    expect(client.get('configmaps', 'default', 'settings')).toMatchObject({ data: {} })
  })
})
