import { expect, it } from 'vitest'
import type { KubeObject } from '../../../k8s/object'
import { objectWarnings } from './warnings'

function pod(spec: Readonly<Record<string, unknown>>, name = 'a'): KubeObject {
  const metadata = { name, uid: 'u', resourceVersion: '1', creationTimestamp: '' }
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [], ...spec } }
}
const withContainer = (extra: Readonly<Record<string, unknown>>) =>
  pod({ containers: [{ name: 'c', image: 'i', ...extra }] })

// What the real server said: conformance manifests and corpus.
it('warns of what is deprecated in accounts and nodes', () => {
  const metadata = { name: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '' }
  const annotations = { 'kubernetes.io/enforce-mountable-secrets': 'true' }
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, annotations } }
  expect(objectWarnings('serviceaccounts', account)).toHaveLength(1)
  expect(objectWarnings('serviceaccounts', account, account)).toEqual([])
  const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata, spec: { externalID: 'x' } }
  expect(objectWarnings('nodes', node)).toEqual([
    'spec.externalID: this field is deprecated, and is unused by Kubernetes',
  ])
})

it('warns of quotas that ask for more than is the limit, when they are made', () => {
  const hard = { cpu: '100m', 'limits.cpu': '50m', 'requests.memory': '1Gi', 'limits.memory': '1Gi' }
  const quota: KubeObject = { ...pod({}), kind: 'ResourceQuota', spec: { hard } }
  expect(objectWarnings('resourcequotas', quota)).toEqual([
    'ResourceQuota cpu (100m) should be less than limits.cpu (50m)',
  ])
  expect(objectWarnings('resourcequotas', quota, quota)).toEqual([])
})

it.each<[string, KubeObject, ...string[]]>([
  [
    'parts of a byte that a Pod costs beside its containers',
    pod({ overhead: { memory: '100m', cpu: '100m' } }),
    'spec.overhead[memory]: fractional byte value "100m" is invalid, must be an integer',
  ],
  [
    'nothing to say',
    withContainer({
      env: [
        { name: 'A', value: 'x' },
        { name: 'A', value: '$(A)y' },
      ],
    }),
  ],
  [
    'a variable twice',
    withContainer({ env: [{ name: 'A' }, { name: 'A', value: 'y' }] }),
    'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
  ],
  [
    'a port twice',
    withContainer({ ports: [{ containerPort: 1 }, { containerPort: 1 }] }),
    'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
  ],
  [
    'a fraction of a byte',
    withContainer({ resources: { requests: { memory: '100m' } } }),
    'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
  ],
  [
    "files in each other's way",
    pod({ volumes: [{ name: 'v', configMap: { name: 'x', items: [{ path: 'a' }, { path: 'a/b' }] } }] }),
    'volume "v" (ConfigMap "x"): overlapping paths: "a/b" with "a"',
  ],
  [
    'a projection of nothing',
    pod({ volumes: [{ name: 'v', projected: { sources: [{}] } }] }),
    'volume "v" (Projected) has no sources provided',
  ],
  [
    'a secret twice',
    pod({ imagePullSecrets: [{ name: 'a' }, { name: 'a' }] }),
    'spec.imagePullSecrets[1].name: duplicate name "a"',
  ],
  [
    'an old label',
    pod({ nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }),
    'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
  ],
  [
    'a volume of old',
    pod({ volumes: [{ name: 'v', flocker: {} }] }),
    'spec.volumes[0].flocker: deprecated in v1.22, non-functional in v1.25+',
  ],
  [
    'a name that is no host name',
    pod({}, 'a.b'),
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
  ],
])('%s', (_, object, ...expected) => {
  expect(objectWarnings('pods', object)).toEqual(expected)
})

it('says nothing about a template that stays as it is', () => {
  const template = { metadata: {}, spec: { containers: [], nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } }
  const daemonSet: KubeObject = { ...pod({}), kind: 'DaemonSet', spec: { template } }
  expect(objectWarnings('daemonsets.apps', daemonSet)).toHaveLength(1)
  expect(objectWarnings('daemonsets.apps', { ...daemonSet }, daemonSet)).toEqual([])
})
