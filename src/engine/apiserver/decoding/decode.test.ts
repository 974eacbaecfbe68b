import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../k8s/api-client'
import { checkFields } from './check-fields'
import { checkDecoding } from './decode'
import { readObject } from './read-object'
import { writeObject } from './write-object'

const daemonSet = (spec: unknown) => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'a' }, spec })
const withPod = (spec: unknown) => daemonSet({ template: { spec } })

// What the real server said: conformance manifests, group mutations.
describe('values of a wrong type', () => {
  it.each<[unknown, string]>([
    [
      daemonSet({ minReadySeconds: '5' }),
      'string into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32',
    ],
    [
      daemonSet({ minReadySeconds: 2147483648 }),
      'number 2147483648 into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32',
    ],
    [daemonSet({ selector: [] }), 'array into Go struct field DaemonSetSpec.spec.selector of type v1.LabelSelector'],
    [
      daemonSet({ selector: { matchLabels: { a: true } } }),
      'bool into Go struct field LabelSelector.spec.selector.matchLabels of type string',
    ],
    [
      daemonSet({ updateStrategy: { rollingUpdate: { maxSurge: 1.5 } } }),
      'number 1.5 into Go struct field RollingUpdateDaemonSet.spec.updateStrategy.rollingUpdate.maxSurge of type int32',
    ],
    [
      withPod({ containers: {} }),
      'object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
    ],
    [
      withPod({ containers: ['a'] }),
      'string into Go struct field PodSpec.spec.template.spec.containers of type v1.Container',
    ],
    [
      withPod({ containers: [{ env: [{ name: 'A', value: 1 }] }] }),
      'number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    ],
    [
      withPod({ dnsPolicy: [] }),
      'array into Go struct field PodSpec.spec.template.spec.dnsPolicy of type v1.DNSPolicy',
    ],
    [
      withPod({ containers: [{ livenessProbe: { httpGet: [] } }] }),
      'array into Go struct field Probe.spec.template.spec.containers.livenessProbe.ProbeHandler.httpGet of type v1.HTTPGetAction',
    ],
    [
      withPod({ containers: [{ securityContext: { capabilities: { add: 'X' } } }] }),
      'string into Go struct field Capabilities.spec.template.spec.containers.securityContext.capabilities.add of type []v1.Capability',
    ],
  ])('%j', (object, expected) => {
    expect(checkFields('DaemonSet', object).error).toBe(`json: cannot unmarshal ${expected}`)
  })

  it('takes numbers for quantities, and names what is no quantity', () => {
    const request = (cpu: unknown) =>
      checkFields('DaemonSet', withPod({ containers: [{ resources: { requests: { cpu } } }] })).error
    expect([request(1), request('100m')]).toEqual([undefined, undefined])
    expect(request('lots')).toBe(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    )
  })

  it('knows base64', () => {
    expect(checkFields('Secret', { data: { a: 'ab*d' } }).error).toBe('illegal base64 data at input byte 2')
  })
})

describe('fields that do not exist', () => {
  const typo = withPod({ containers: [{ Image: 'x', livenessProbe: { exec: { periodSeconds: 1 } } }], zzz: 1, aaa: 2 })
  const refusal = (mode: 'Strict' | 'Warn' | 'Ignore') => {
    try {
      return checkDecoding({ kind: 'DaemonSet', version: 'v1' }, typo, mode)
    } catch (error) {
      return error instanceof ApiError ? error.message : error
    }
  }
  const names = [
    'unknown field "spec.template.spec.aaa"',
    'unknown field "spec.template.spec.containers[0].Image"',
    'unknown field "spec.template.spec.containers[0].livenessProbe.exec.periodSeconds"',
    'unknown field "spec.template.spec.zzz"',
  ]

  it('are refused, warned of or passed over', () => {
    expect(refusal('Strict')).toBe(
      `DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: ${names.join(', ')}`,
    )
    expect(refusal('Warn')).toEqual(names)
    expect(refusal('Ignore')).toEqual([])
  })

  it('are not stored, and neither are nulls', () => {
    const read = readObject(
      'DaemonSet',
      withPod({ zzz: 1, hostNetwork: null, nodeSelector: { a: null }, containers: [null] }),
    )
    expect(read).toEqual(withPod({ nodeSelector: { a: '' }, containers: [{}] }))
  })

  it('are left out when they are empty, unless the type keeps them', () => {
    const read = readObject(
      'DaemonSet',
      withPod({ hostNetwork: false, tolerations: [], volumes: [{ name: 'v', emptyDir: {} }] }),
    )
    expect(read).toEqual(withPod({ tolerations: [], volumes: [{ name: 'v', emptyDir: {} }] }))
    expect(writeObject('PodTemplate', { template: { spec: { containers: [], tolerations: [] } } })).toEqual({
      template: { metadata: {}, spec: { containers: null } },
      metadata: {},
    })
  })

  it('are written as nothing where the type leaves nothing out', () => {
    const written = writeObject('ClusterRole', { metadata: { labels: {} } })
    expect(written).toEqual({ metadata: {}, rules: null })
  })

  it('leave objects in order, and kinds that nobody knows, as they are', () => {
    const good = daemonSet({ minReadySeconds: 1 })
    expect(readObject('DaemonSet', good)).toBe(good)
    const widget = { kind: 'Widget', spec: { anything: null } }
    expect(readObject('Widget', widget)).toBe(widget)
  })
})

describe('whole numbers of 64 bits', () => {
  const grace = (terminationGracePeriodSeconds: unknown) => withPod({ terminationGracePeriodSeconds })

  it('are stored with all their digits, as a bigint where a number has too few', () => {
    expect(readObject('DaemonSet', grace(2n ** 63n - 1n))).toEqual(grace(2n ** 63n - 1n))
    expect(readObject('DaemonSet', grace(30n))).toEqual(grace(30))
    // A float is what its digits say.
    expect(readObject('DaemonSet', grace(2 ** 55))).toEqual(grace(36028797018963970n))
  })

  it('are refused beyond', () => {
    const error = (digits: string) =>
      `json: cannot unmarshal number ${digits} into Go struct field PodSpec.spec.template.spec.terminationGracePeriodSeconds of type int64`
    expect(checkFields('DaemonSet', grace(-(2n ** 63n))).error).toBeUndefined()
    expect(checkFields('DaemonSet', grace(2 ** 63)).error).toBe(error('9223372036854776000'))
    expect(checkFields('DaemonSet', grace(-(2 ** 63))).error).toBe(error('-9223372036854776000'))
  })
})

it('counts the changes of a template in numbers only', () => {
  const counted = (generation: string) => ({
    ...daemonSet({}),
    metadata: { name: 'a', annotations: { 'deprecated.daemonset.template.generation': generation } },
  })
  expect(checkFields('DaemonSet', counted('7')).error).toBeUndefined()
  expect(checkFields('DaemonSet', counted('x')).error).toBe('strconv.ParseInt: parsing "x": invalid syntax')
})
