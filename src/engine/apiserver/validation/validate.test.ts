import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject, ObjectMeta } from '../../../k8s/object'
import { validateObject } from './validate'

const metadata = (name: string, extra: Partial<ObjectMeta> = {}): ObjectMeta => ({
  name,
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
  ...extra,
})

const container = (extra: Fields = {}): Fields => ({ name: 'agent', image: 'agent:1', ...extra })

/** A DaemonSet that is in order, but for `spec` and for `pod`, its Pods' specification. */
function daemonSet(spec: Fields = {}, pod: Fields = {}, meta: Partial<ObjectMeta> = {}): KubeObject {
  const labels = { app: 'agent' }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata('agent', meta),
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [container()], terminationGracePeriodSeconds: 30, ...pod },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      ...spec,
    },
  }
}

function complaints(resource: string, object: KubeObject, before?: KubeObject): readonly string[] {
  return validateObject(resource, object, before).map(({ field, message }) => `${field}: ${message}`)
}

const ofDaemonSet = (object: KubeObject, before?: KubeObject) => complaints('daemonsets.apps', object, before)
const rolling = (rollingUpdate: Fields) => daemonSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })
const withContainer = (extra: Fields) => daemonSet({}, { containers: [container(extra)] })
const withVolume = (volume: Fields) => daemonSet({}, { volumes: [{ name: 'v', ...volume }] })
const withToleration = (toleration: Fields) => daemonSet({}, { tolerations: [toleration] })
const withTerm = (requirement: Fields) => {
  const nodeSelectorTerms = [{ matchExpressions: [requirement] }]
  return daemonSet(
    {},
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } },
  )
}

const ROLLING = 'spec.updateStrategy.rollingUpdate'
const SPEC = 'spec.template.spec'
const FIRST = `${SPEC}.containers[0]`
const EXPRESSION = `${SPEC}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]`
const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const PERCENT_WORDS =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

// What the real server said: conformance manifests, group mutations.
describe('DaemonSet', () => {
  it.each<[string, KubeObject, ...string[]]>([
    ['in order', daemonSet()],
    [
      'negative seconds',
      daemonSet({ minReadySeconds: -1 }),
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'no budget at all',
      rolling({ maxUnavailable: 0, maxSurge: 0 }),
      `${ROLLING}.maxUnavailable: Required value: cannot be 0 when maxSurge is 0`,
    ],
    [
      'two budgets',
      rolling({ maxUnavailable: 1, maxSurge: '25%' }),
      `${ROLLING}.maxSurge: Invalid value: "25%": may not be set when maxUnavailable is non-zero`,
    ],
    [
      'more than all',
      rolling({ maxUnavailable: '101%' }),
      `${ROLLING}.maxUnavailable: Invalid value: "101%": must not be greater than 100%`,
    ],
    [
      'no percentage',
      rolling({ maxUnavailable: 'abc%', maxSurge: 0 }),
      `${ROLLING}.maxUnavailable: Invalid value: "abc%": ${PERCENT_WORDS}`,
      `${ROLLING}.maxUnavailable: Required value: cannot be 0 when maxSurge is 0`,
    ],
    [
      'a strategy of Deployments',
      daemonSet({ updateStrategy: { type: 'Recreate' } }),
      'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
    ],
    [
      'an empty selector',
      daemonSet({ selector: {} }),
      'spec.selector: Invalid value: {}: empty selector is invalid for daemonset',
    ],
    [
      'a selector of others',
      daemonSet({ selector: { matchLabels: { app: 'x' } } }),
      'spec.template.metadata.labels: Invalid value: {"app":"agent"}: `selector` does not match template `labels`',
    ],
    ['nothing to run', daemonSet({}, { containers: [] }), `${SPEC}.containers: Required value`],
    [
      'Pods that end',
      daemonSet({}, { restartPolicy: 'Never' }),
      `${SPEC}.restartPolicy: Unsupported value: "Never": supported values: "Always"`,
    ],
    [
      'a deadline',
      daemonSet({}, { activeDeadlineSeconds: 30 }),
      `${SPEC}.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported`,
    ],
    [
      'a bad finalizer',
      daemonSet({}, {}, { finalizers: ['x'] }),
      'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
    ],
    [
      'a bad label prefix',
      daemonSet({}, {}, { labels: { '/a': 'b' } }),
      'metadata.labels: Invalid value: "/a": prefix part must be non-empty',
    ],
  ])('%s', (_, object, ...expected) => {
    expect(ofDaemonSet(object)).toEqual(expected)
  })

  it('says everything at once, from top to bottom', () => {
    const object = daemonSet({ minReadySeconds: -1 }, { containers: [{ name: 'A', ports: [{}] }], tolerations: [{}] })
    expect(ofDaemonSet(object)).toEqual([
      `${FIRST}.name: Invalid value: "A": ${LABEL_WORDS}`,
      `${FIRST}.image: Required value`,
      `${FIRST}.ports[0].containerPort: Required value`,
      `${SPEC}.tolerations[0].operator: Invalid value: "": operator must be Exists when \`key\` is empty, which means "match all values and all keys"`,
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    ])
  })

  it('keeps its selector for ever', () => {
    const changed = daemonSet({
      selector: { matchLabels: { app: 'x' } },
      template: { metadata: { labels: { app: 'x' } }, spec: { containers: [container()] } },
    })
    expect(ofDaemonSet(changed, daemonSet())).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"x"}}: field is immutable',
    ])
  })
})

describe('the Pods of a template', () => {
  it.each<[string, KubeObject, string]>([
    ['a name with dots', withContainer({ name: 'a.b' }), `${FIRST}.name: Invalid value: "a.b": must not contain dots`],
    [
      'a pull policy in lower case',
      withContainer({ imagePullPolicy: 'always' }),
      `${FIRST}.imagePullPolicy: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"`,
    ],
    [
      'a port that is none',
      withContainer({ ports: [{ containerPort: 65536 }] }),
      `${FIRST}.ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive`,
    ],
    [
      'a host port twice',
      withContainer({
        ports: [
          { containerPort: 1, hostPort: 80, protocol: 'TCP' },
          { containerPort: 2, hostPort: 80, protocol: 'TCP' },
        ],
      }),
      `${FIRST}.ports[1].hostPort: Duplicate value: "TCP//80"`,
    ],
    [
      'a variable with two sources',
      withContainer({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      `${FIRST}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`,
    ],
    [
      'a field that is not there',
      withContainer({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.hostname' } } }] }),
      `${FIRST}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.hostname": error converting fieldPath: field label not supported: spec.hostname`,
    ],
    [
      'a mount without volume',
      withContainer({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
      `${FIRST}.volumeMounts[0].name: Not found: "v"`,
    ],
    [
      'more than the limit',
      withContainer({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
      `${FIRST}.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`,
    ],
    [
      'a resource of Pods',
      withContainer({ resources: { requests: { pods: '1' } } }),
      `${FIRST}.resources.requests[pods]: Invalid value: "pods": must be a standard resource for containers`,
    ],
    [
      'a probe of nothing',
      withContainer({ livenessProbe: {} }),
      `${FIRST}.livenessProbe: Required value: must specify a handler type`,
    ],
    [
      'two probes in one',
      withContainer({ livenessProbe: { exec: { command: ['a'] }, tcpSocket: { port: 1 } } }),
      `${FIRST}.livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`,
    ],
    [
      'a port name of digits',
      withContainer({ livenessProbe: { tcpSocket: { port: '80' } } }),
      `${FIRST}.livenessProbe.tcpSocket.port: Invalid value: "80": must contain at least one letter (a-z)`,
    ],
    [
      'a sleep before its time',
      withContainer({ lifecycle: { preStop: { sleep: { seconds: -5 } } } }),
      `${FIRST}.lifecycle.preStop.sleep: Invalid value: -5: must be non-negative and less than terminationGracePeriodSeconds (30)`,
    ],
    [
      'a path out of bounds',
      withVolume({ hostPath: { path: '/var/../etc' } }),
      `${SPEC}.volumes[0].hostPath.path: Invalid value: "/var/../etc": must not contain '..'`,
    ],
    [
      'decimal file modes',
      withVolume({ configMap: { name: 'c', defaultMode: 644 } }),
      `${SPEC}.volumes[0].configMap.defaultMode: Invalid value: 644: must be a number between 0 and 0777 (octal), both inclusive`,
    ],
    ['a volume of nothing', withVolume({}), `${SPEC}.volumes[0]: Required value: must specify a volume type`],
    [
      'seconds without eviction',
      withToleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }),
      `${SPEC}.tolerations[0].effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`,
    ],
    [
      'a value for Exists',
      withToleration({ key: 'a', operator: 'Exists', value: 'b' }),
      `${SPEC}.tolerations[0].operator: Invalid value: "b": value must be empty when \`operator\` is 'Exists'`,
    ],
    [
      'an effect in lower case',
      withToleration({ key: 'a', effect: 'noSchedule' }),
      `${SPEC}.tolerations[0].effect: Unsupported value: "noSchedule": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"`,
    ],
    [
      'an operator that is none',
      withTerm({ key: 'a', operator: 'Equals', values: ['b'] }),
      `${EXPRESSION}.operator: Invalid value: "Equals": not a valid selector operator`,
    ],
    [
      'two bounds',
      withTerm({ key: 'a', operator: 'Gt', values: ['1', '2'] }),
      `${EXPRESSION}.values: Required value: must be specified single value when \`operator\` is 'Lt' or 'Gt'`,
    ],
    [
      'an init container with a probe',
      daemonSet({}, { initContainers: [container({ name: 'i', readinessProbe: { tcpSocket: { port: 1 } } })] }),
      `${SPEC}.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
    ],
    [
      'its own DNS without servers',
      daemonSet({}, { dnsPolicy: 'None' }),
      `${SPEC}.dnsConfig: Required value: must provide \`dnsConfig\` when \`dnsPolicy\` is None`,
    ],
    [
      'another port on the host',
      daemonSet({}, { hostNetwork: true, containers: [container({ ports: [{ containerPort: 1, hostPort: 2 }] })] }),
      `${FIRST}.ports[0].hostPort: Invalid value: 2: must match \`containerPort\` when \`hostNetwork\` is true`,
    ],
  ])('%s', (_, object, expected) => {
    expect(ofDaemonSet(object)).toEqual([expected])
  })
})

describe('other kinds', () => {
  const object = (kind: string, fields: Fields, name = 'x'): KubeObject => ({
    apiVersion: 'v1',
    kind,
    metadata: metadata(name),
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
          template: { metadata: { labels: { a: 'b' } }, spec: { containers: [container()] } },
        },
      }),
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'deployments.apps',
      object('Deployment', {
        spec: {
          selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
          template: { metadata: { labels: { a: 'b' } }, spec: { containers: [container()] } },
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
    ['widgets.example.com', object('Widget', { spec: 5 })],
  ])('%s', (resource, value, ...expected) => {
    expect(complaints(resource, value)).toEqual(expected)
  })

  it('lets a Pod change its images, more tolerations and fewer gates, and nothing else', () => {
    const pod = (extra: Fields, image = 'a:1') =>
      object('Pod', { spec: { containers: [{ name: 'c', image }], schedulingGates: [{ name: 'a' }], ...extra } })
    expect(
      complaints('pods', pod({ schedulingGates: [], tolerations: [{ operator: 'Exists' }] }, 'a:2'), pod({})),
    ).toEqual([])
    expect(complaints('pods', pod({ hostNetwork: true }), pod({}))).toEqual([
      expect.stringContaining(
        'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
      ),
    ])
    expect(complaints('pods', pod({ schedulingGates: [{ name: 'b' }] }), pod({}))).toEqual([
      "spec.schedulingGates: Forbidden: only deletion is allowed, but found new scheduling gate 'b'",
    ])
  })
})
