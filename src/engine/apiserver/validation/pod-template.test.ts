import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { complaintsOf, containerToCheck, daemonSetToCheck } from '../../../testing/objects-to-check'

const withContainer = (extra: Fields) => daemonSetToCheck({}, { containers: [containerToCheck(extra)] })
const withVolume = (volume: Fields) => daemonSetToCheck({}, { volumes: [{ name: 'v', ...volume }] })
const withToleration = (toleration: Fields) => daemonSetToCheck({}, { tolerations: [toleration] })
const withTerm = (requirement: Fields) => {
  const nodeSelectorTerms = [{ matchExpressions: [requirement] }]
  return daemonSetToCheck(
    {},
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } },
  )
}

const SPEC = 'spec.template.spec'
const FIRST = `${SPEC}.containers[0]`
const EXPRESSION = `${SPEC}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]`

// What the real server said: conformance manifests, group mutations.
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
      daemonSetToCheck(
        {},
        { initContainers: [containerToCheck({ name: 'i', readinessProbe: { tcpSocket: { port: 1 } } })] },
      ),
      `${SPEC}.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
    ],
    [
      'its own DNS without servers',
      daemonSetToCheck({}, { dnsPolicy: 'None' }),
      `${SPEC}.dnsConfig: Required value: must provide \`dnsConfig\` when \`dnsPolicy\` is None`,
    ],
    [
      'another port on the host',
      daemonSetToCheck(
        {},
        { hostNetwork: true, containers: [containerToCheck({ ports: [{ containerPort: 1, hostPort: 2 }] })] },
      ),
      `${FIRST}.ports[0].hostPort: Invalid value: 2: must match \`containerPort\` when \`hostNetwork\` is true`,
    ],
  ])('%s', (_, object, expected) => {
    expect(complaintsOf('daemonsets.apps', object)).toEqual([expected])
  })
})
