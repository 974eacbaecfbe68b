import { describe, expect, it } from 'vitest'
import type { Node } from '../../k8s/node'
import type { Pod, PodSpec } from '../../k8s/pod'
import type { Pressure } from '../machines'
import { admitPod } from './pod-admission'

function pod(name: string, cpu: string, spec: Partial<PodSpec> = {}, qosClass = 'Burstable'): Pod {
  const containers = [{ name: 'app', image: 'agent', resources: { requests: { cpu } } }]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '' },
    spec: { containers, ...spec },
    status: { qosClass },
  }
}

function node(taints: Node['spec']['taints'] = []): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'worker-1', uid: 'n', resourceVersion: '1', creationTimestamp: '', labels: { disk: 'hdd' } },
    spec: { taints },
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '3' } },
  }
}

function refusal(of: Pod, on: Node, others: readonly Pod[], pressures: readonly Pressure[], appArmor = true) {
  const decision = admitPod(of, on, others, { pressures, appArmor })
  return decision.kind === 'refuse' ? decision.refusal : decision.kind
}

const critical = { priority: 2_000_001_000 }

describe('admission at the kubelet', () => {
  it('takes what fits', () => {
    expect(refusal(pod('a', '1'), node(), [pod('b', '3')], [])).toBe('admit')
  })

  it('says what is short, in its own units', () => {
    expect(refusal(pod('a', '1500m'), node(), [pod('b', '3')], [])).toEqual({
      reason: 'OutOfcpu',
      message: "Node didn't have enough resource: cpu, requested: 1500, used: 3000, capacity: 4000",
    })
    const three = ['b', 'c', 'd'].map(name => pod(name, '0'))
    expect(refusal(pod('a', '0'), node(), three, [])).toMatchObject({ reason: 'OutOfpods' })
  })

  it('looks at selectors and NoExecute taints, not at NoSchedule', () => {
    expect(refusal(pod('a', '1', { nodeSelector: { disk: 'ssd' } }), node(), [], [])).toMatchObject({
      reason: 'NodeAffinity',
    })
    expect(refusal(pod('a', '1'), node([{ key: 'k', effect: 'NoExecute' }]), [], [])).toMatchObject({
      reason: 'TaintToleration',
    })
    expect(refusal(pod('a', '1'), node([{ key: 'k', effect: 'NoSchedule' }]), [], [])).toBe('admit')
  })

  it('refuses under pressure what need not be there', () => {
    expect(refusal(pod('a', '1'), node(), [], ['disk'])).toEqual({
      reason: 'Evicted',
      message: 'The node had condition: [DiskPressure]. ',
    })
    expect(refusal(pod('a', '1', critical), node(), [], ['disk'])).toBe('admit')
    expect(refusal(pod('a', '1'), node(), [], ['memory'])).toBe('admit')
    expect(refusal(pod('a', '0', {}, 'BestEffort'), node(), [], ['memory'])).toMatchObject({ reason: 'Evicted' })
  })

  it('makes room for a critical pod, with as few others as possible', () => {
    const others = [pod('small', '1'), pod('large', '3')]
    const decision = admitPod(pod('a', '2', critical), node(), others, { pressures: [], appArmor: true })
    expect(decision).toMatchObject({ kind: 'preempt', victims: [{ metadata: { name: 'large' } }] })
    expect(refusal(pod('a', '6', critical), node(), others, [])).toMatchObject({ reason: 'UnexpectedAdmissionError' })
  })

  it('forbids kernel settings of the whole machine', () => {
    const setting = (name: string, more: Partial<PodSpec> = {}) =>
      refusal(pod('a', '1', { securityContext: { sysctls: [{ name, value: '1' }] }, ...more }), node(), [], [])
    expect(setting('net.ipv4.tcp_syncookies')).toBe('admit')
    expect(setting('kernel.msgmax')).toEqual({
      reason: 'SysctlForbidden',
      message: 'forbidden sysctl: "kernel.msgmax" not allowlisted',
    })
    expect(setting('net.ipv4.tcp_syncookies', { hostNetwork: true })).toMatchObject({
      message: 'forbidden sysctl: "net.ipv4.tcp_syncookies" not allowed with host net enabled',
    })
  })

  it('refuses pods with an AppArmor profile where the kernel has no AppArmor', () => {
    const profile = (type: string) => ({ securityContext: { appArmorProfile: { type } } })
    const words = (spec: Partial<PodSpec>, appArmor: boolean) => refusal(pod('a', '1', spec), node(), [], [], appArmor)
    expect(words(profile('RuntimeDefault'), false)).toEqual({
      reason: 'AppArmor',
      message: 'Cannot enforce AppArmor: AppArmor is not enabled on the host',
    })
    expect(words(profile('RuntimeDefault'), true)).toBe('admit')
    expect(words(profile('Unconfined'), false)).toBe('admit')
    const containers = [{ name: 'app', image: 'agent', ...profile('Localhost') }]
    expect(words({ containers }, false)).toMatchObject({ reason: 'AppArmor' })
  })
})
