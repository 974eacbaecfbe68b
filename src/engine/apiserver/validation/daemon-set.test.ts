import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { complaintsOf, containerToCheck, daemonSetToCheck } from '../../../testing/objects-to-check'

const ofDaemonSet = (object: KubeObject, before?: KubeObject) => complaintsOf('daemonsets.apps', object, before)
const rolling = (rollingUpdate: Fields) =>
  daemonSetToCheck({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })

const ROLLING = 'spec.updateStrategy.rollingUpdate'
const SPEC = 'spec.template.spec'
const FIRST = `${SPEC}.containers[0]`
const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const PERCENT_WORDS =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

// What the real server said: conformance manifests, group mutations.
describe('DaemonSet', () => {
  it.each<[string, KubeObject, ...string[]]>([
    ['in order', daemonSetToCheck()],
    [
      'negative seconds',
      daemonSetToCheck({ minReadySeconds: -1 }),
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
      daemonSetToCheck({ updateStrategy: { type: 'Recreate' } }),
      'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
    ],
    [
      'an empty selector',
      daemonSetToCheck({ selector: {} }),
      'spec.selector: Invalid value: {}: empty selector is invalid for daemonset',
    ],
    [
      'a selector of others',
      daemonSetToCheck({ selector: { matchLabels: { app: 'x' } } }),
      'spec.template.metadata.labels: Invalid value: {"app":"agent"}: `selector` does not match template `labels`',
    ],
    ['nothing to run', daemonSetToCheck({}, { containers: [] }), `${SPEC}.containers: Required value`],
    [
      'Pods that end',
      daemonSetToCheck({}, { restartPolicy: 'Never' }),
      `${SPEC}.restartPolicy: Unsupported value: "Never": supported values: "Always"`,
    ],
    [
      'a deadline',
      daemonSetToCheck({}, { activeDeadlineSeconds: 30 }),
      `${SPEC}.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported`,
    ],
    [
      'a bad finalizer',
      daemonSetToCheck({}, {}, { finalizers: ['x'] }),
      'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
    ],
    [
      'a bad label prefix',
      daemonSetToCheck({}, {}, { labels: { '/a': 'b' } }),
      'metadata.labels: Invalid value: "/a": prefix part must be non-empty',
    ],
  ])('%s', (_, object, ...expected) => {
    expect(ofDaemonSet(object)).toEqual(expected)
  })

  it('says everything at once, from top to bottom', () => {
    const object = daemonSetToCheck(
      { minReadySeconds: -1 },
      { containers: [{ name: 'A', ports: [{}] }], tolerations: [{}] },
    )
    expect(ofDaemonSet(object)).toEqual([
      `${FIRST}.name: Invalid value: "A": ${LABEL_WORDS}`,
      `${FIRST}.image: Required value`,
      `${FIRST}.ports[0].containerPort: Required value`,
      `${SPEC}.tolerations[0].operator: Invalid value: "": operator must be Exists when \`key\` is empty, which means "match all values and all keys"`,
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    ])
  })

  it('keeps its selector for ever', () => {
    const changed = daemonSetToCheck({
      selector: { matchLabels: { app: 'x' } },
      template: { metadata: { labels: { app: 'x' } }, spec: { containers: [containerToCheck()] } },
    })
    expect(ofDaemonSet(changed, daemonSetToCheck())).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"x"}}: field is immutable',
    ])
  })
})
