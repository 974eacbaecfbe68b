import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject, ObjectMeta } from '../../../k8s/object'
import { metadataOf } from '../../../testing/builders'
import { complaintsOf, containerToCheck } from '../../../testing/objects-to-check'

// What the real server said: conformance manifests, group mutations.
describe('other kinds', () => {
  const object = (kind: string, fields: Fields, name = 'x'): KubeObject => ({
    apiVersion: 'v1',
    kind,
    metadata: metadataOf(name, { namespace: 'default' }),
    ...fields,
  })

  it.each<[string, KubeObject, ...string[]]>([
    ['namespaces', object('Namespace', {}, 'a.b'), 'metadata.name: Invalid value: "a.b": must not contain dots'],
    [
      'configmaps',
      object('ConfigMap', { data: { a: '1' }, binaryData: { a: 'MQ==' } }),
      'data[a]: Invalid value: "a": duplicate of key present in binaryData',
    ],
    [
      'nodes',
      object('Node', { spec: { taints: [{ key: 'a', effect: 'NoRun' }] } }),
      'metadata.taints[0].effect: Unsupported value: "NoRun": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
    [
      'nodes',
      object('Node', {
        spec: {
          taints: [
            { key: 'a', effect: 'NoSchedule' },
            { key: 'a', value: '2', effect: 'NoSchedule' },
          ],
        },
      }),
      'metadata.taints[1]: Duplicate value: {"Key":"a","Value":"2","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair',
    ],
    [
      'priorityclasses.scheduling.k8s.io',
      object('PriorityClass', { value: 2_000_000_000 }),
      'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    ],
    [
      'services',
      object('Service', { spec: { type: 'Nodeport', ports: [{ port: 80 }] } }),
      'spec.type: Unsupported value: "Nodeport": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      'deployments.apps',
      object('Deployment', {
        spec: {
          replicas: -1,
          selector: { matchLabels: { a: 'b' } },
          template: { metadata: { labels: { a: 'b' } }, spec: { containers: [containerToCheck()] } },
        },
      }),
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'deployments.apps',
      object('Deployment', {
        spec: {
          selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
          template: { metadata: { labels: { a: 'b' } }, spec: { containers: [containerToCheck()] } },
        },
      }),
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      'spec.selector: Invalid value: {"matchLabels":{"a":"b"},"matchExpressions":[{"key":"a","operator":"In"}]}: invalid label selector',
    ],
    [
      'poddisruptionbudgets.policy',
      object('PodDisruptionBudget', { spec: { maxUnavailable: '150%' } }),
      'spec.maxUnavailable: Invalid value: "150%": must not be greater than 100%',
    ],
    [
      'deployments.apps',
      object('Deployment', {
        spec: {
          selector: { matchLabels: { a: 'b' }, matchExpressions: [{ operator: 'Near', key: 'a' }] },
          template: { metadata: { labels: { a: 'b' } }, spec: { containers: [containerToCheck()] } },
        },
      }),
      'spec.selector.matchExpressions[0].operator: Invalid value: "Near": not a valid selector operator',
      'spec.selector: Invalid value: {"matchLabels":{"a":"b"},"matchExpressions":[{"key":"a","operator":"Near"}]}: invalid label selector',
    ],
    [
      'resourcequotas',
      object('ResourceQuota', { spec: { hard: { 'count/': '500m' } } }),
      'spec.hard[count/]: Invalid value: "count/": name part must be non-empty',
      expect.stringContaining('spec.hard[count/]: Invalid value: "count/": name part must consist of'),
    ],
    ['widgets.example.com', object('Widget', { spec: 5 })],
  ])('%s', (resource, value, ...expected) => {
    expect(complaintsOf(resource, value)).toEqual(expected)
  })

  it('looks at the metadata of a budget when all else is right, and lets its finalizers go without a domain', () => {
    const labels = { a: 'b c' }
    const budget = (meta: Partial<ObjectMeta>, spec: Fields) => ({
      ...object('PodDisruptionBudget', { spec }),
      metadata: metadataOf('x', { namespace: 'default', ...meta }),
    })
    const complaints = (meta: Partial<ObjectMeta>, spec: Fields) =>
      complaintsOf('poddisruptionbudgets.policy', budget(meta, spec))
    expect(complaints({ labels }, { maxUnavailable: '150%' })).toEqual([
      'spec.maxUnavailable: Invalid value: "150%": must not be greater than 100%',
    ])
    expect(complaints({ labels }, {})).toEqual([expect.stringContaining('metadata.labels: Invalid value: "b c"')])
    expect(complaints({ finalizers: ['mine'] }, {})).toEqual([])
  })

  it('lets a Pod change its images, more tolerations and fewer gates, and nothing else', () => {
    const pod = (extra: Fields, image = 'a:1') =>
      object('Pod', { spec: { containers: [{ name: 'c', image }], schedulingGates: [{ name: 'a' }], ...extra } })
    expect(
      complaintsOf('pods', pod({ schedulingGates: [], tolerations: [{ operator: 'Exists' }] }, 'a:2'), pod({})),
    ).toEqual([])
    expect(complaintsOf('pods', pod({ hostNetwork: true }), pod({}))).toEqual([
      expect.stringContaining(
        'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
      ),
    ])
    expect(complaintsOf('pods', pod({ schedulingGates: [{ name: 'b' }] }), pod({}))).toEqual([
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'b'",
    ])
  })
})
