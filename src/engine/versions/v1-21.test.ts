import { describe, expect, it } from 'vitest'
import { ApiError } from '../../k8s/api-client'
import type { KubernetesVersion } from '../version-behaviour'
import { needing, VersionedCluster } from './test-cluster'

const versions: readonly KubernetesVersion[] = ['1.21', '1.30']
const rolling = (rollingUpdate: object) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })

function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof ApiError) return error.message
    throw error
  }
  return 'accepted'
}

describe('1.21', () => {
  it('each bad template costs one more healthy pod (unavailableInRollout)', () => {
    const ready = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply()
      cluster.act('run')
      for (const image of ['bad:2', 'bad:3', 'bad:4']) {
        cluster.setImage(image)
        cluster.act('confirm')
      }
      return cluster.daemonSet.status.numberReady
    })
    expect(ready).toEqual([0, 2])
  })

  it('a pod that has ended and is held by a finalizer keeps its node (endedPodHoldsNode)', () => {
    const pods = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.apply()
      cluster.act('run')
      const [pod] = cluster.pods
      const name = pod?.metadata.name ?? ''
      cluster.client.patch('pods', 'default', name, 'merge', { metadata: { finalizers: ['example.com/hold'] } })
      cluster.act('fail')
      return cluster.daemonPods
    })
    expect(pods).toEqual([['w1 terminating'], ['w1 pending', 'w1 terminating']])
  })

  it('a daemon pod that has succeeded stays (replacesSucceededPods)', () => {
    const pods = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.apply()
      cluster.act('run')
      cluster.act('succeed')
      return cluster.daemonPods
    })
    expect(pods).toEqual([['w1 succeeded'], ['w1 pending']])
  })

  it('what a quota refuses is not counted (countsAfterRefusal)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.client.create('resourcequotas', {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none', namespace: 'default' },
        spec: { hard: { pods: '0' } },
      })
      cluster.settle()
      cluster.apply()
      return cluster.counts
    })
    expect(counts).toEqual(['0/0/0', '3/0/0'])
  })

  it('FailedScheduling judges every node and says nothing of preemption', () => {
    const messages = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1', { name: 'w2', cpu: '1' }])
      cluster.apply(needing('2'))
      return cluster.failure
    })
    expect(messages).toEqual([
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector.",
      '0/2 nodes are available: 1 Insufficient cpu. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
    ])
  })

  it('the words about a taint (taintReason)', () => {
    const cluster = new VersionedCluster('1.21', ['w1'])
    cluster.taint('w1', { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' })
    cluster.addPod('plain')
    expect(cluster.failure).toBe(
      "0/1 nodes are available: 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate.",
    )
  })

  it('maxSurge is set to 0 (maxSurge)', () => {
    const limits = versions.map(version => {
      const cluster = new VersionedCluster(version)
      return refusal(() => cluster.apply({}, rolling({ maxSurge: 1, maxUnavailable: 0 })))
    })
    expect(limits).toEqual([
      'DaemonSet.apps "agent" is invalid: spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: 0: cannot be 0',
      'accepted',
    ])
    const { spec } = new VersionedCluster('1.21').apply({}, rolling({ maxSurge: 1, maxUnavailable: 1 }))
    expect(spec.updateStrategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 })
  })

  it('labels of a namespace do not restrict its pods (podSecurityLevels)', () => {
    const refusals = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' }
      cluster.client.patch('namespaces', undefined, 'default', 'merge', { metadata: { labels } })
      return refusal(() => cluster.addPod('plain', { hostNetwork: true }))
    })
    expect(refusals[0]).toBe('accepted')
    expect(refusals[1]).toContain('violates PodSecurity "baseline:latest"')
  })

  it('an evicted pod carries no condition for it (marksDisruptedPods)', () => {
    const conditions = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.addPod('plain', { nodeName: 'w1' })
      cluster.act('run')
      cluster.taint('w1', { key: 'gone', effect: 'NoExecute' })
      return cluster.pods[0]?.status.conditions?.some(({ type }) => type === 'DisruptionTarget')
    })
    expect(conditions).toEqual([false, true])
  })

  it('a pod that its kubelet evicts has failed at once, and a new one comes (evictedPodsFail)', () => {
    const [older, newer] = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      const { engine } = cluster
      engine.machines.release()
      cluster.apply()
      cluster.wait(20)
      const said: unknown[] = []
      engine.onChange(({ updated }) => {
        for (const [{ kind }, after] of updated) if (kind === 'Pod') said.push(after.status)
      })
      engine.machines.setPressure('w1', 'memory', true)
      cluster.wait(40)
      engine.machines.setPressure('w1', 'memory', false)
      cluster.wait(600)
      return { said: said[0], pods: cluster.pods.map(({ status }) => status.phase) }
    })
    expect(older).toEqual({
      said: {
        phase: 'Failed',
        reason: 'Evicted',
        message: expect.stringMatching(/^The node was low on resource: memory\. /),
        startTime: expect.any(String),
      },
      pods: ['Running'],
    })
    expect(newer?.said).toMatchObject({ phase: 'Succeeded', containerStatuses: [{}] })
  })

  it('nobody notes the uses of old tokens (tracksLegacyTokens)', () => {
    const noted = versions.map(version => {
      const names = new VersionedCluster(version).client.list('configmaps').map(({ metadata }) => metadata.name)
      return names.includes('kube-apiserver-legacy-service-account-token-tracking')
    })
    expect(noted).toEqual([false, true])
  })

  it('a control plane is called master too, and is tainted as such (controlPlaneRoles)', () => {
    const [older, newer] = versions.map(version => {
      const cluster = new VersionedCluster(version, [{ name: 'cp', controlPlane: true }])
      const roles = Object.keys(cluster.node('cp').metadata.labels ?? {}).filter(label => label.includes('node-role'))
      return [...roles.sort(), ...cluster.taints('cp')]
    })
    expect(older).toEqual([
      'node-role.kubernetes.io/control-plane',
      'node-role.kubernetes.io/master',
      'node-role.kubernetes.io/master:NoSchedule',
    ])
    expect(newer).toEqual(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/control-plane:NoSchedule'])
  })
})
