import { describe, expect, it } from 'vitest'
import type { Job } from '../../k8s/batch'
import type { EventObject } from '../../k8s/event'
import { StalenessGate } from '../runtime/staleness-gate'
import type { KubernetesVersion } from '../version-behaviour'
import { needing, VersionedCluster } from './test-cluster'

const FULL: Partial<{ cpu: string }> = { cpu: '1' }
const TAINT = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
const versions: readonly KubernetesVersion[] = ['1.30', '1.36']

/** A DaemonSet whose pod for w3 waits, because w3 is full. */
function withFullNode(version: KubernetesVersion, cpu = '800m'): VersionedCluster {
  const cluster = new VersionedCluster(version, ['w1', 'w2', { name: 'w3', ...FULL }])
  cluster.addPod('hog', { nodeName: 'w3', ...needing('500m') })
  cluster.apply(needing(cpu))
  return cluster
}

describe('1.30', () => {
  it('a NoSchedule taint is counted at once (nodeChangeWakes)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply()
      cluster.act('run')
      cluster.taint('w1', TAINT)
      return cluster.counts
    })
    expect(counts).toEqual(['2/2/1', '3/3/0'])
  })

  it('a node that may take the DaemonSet again wakes it in both (nodeChangeWakes)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.taint('w1', TAINT)
      cluster.apply()
      cluster.taint('w1')
      return cluster.counts
    })
    expect(counts).toEqual(['3/3/0', '3/3/0'])
  })

  it('a pod stays nominated for the node that it got (clearsNomination)', () => {
    const nominations = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.addPod('plain', { schedulerName: 'nobody' })
      const status = { nominatedNodeName: 'w1' }
      cluster.client.patch('pods', 'default', 'plain', 'merge', { status }, { subresource: 'status' })
      const target = { apiVersion: 'v1', kind: 'Node', name: 'w1' }
      const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'plain', namespace: 'default' }, target }
      cluster.client.create('pods', binding, { subresource: 'binding' })
      return cluster.pods[0]?.status.nominatedNodeName
    })
    expect(nominations).toEqual(['w1', undefined])
  })

  it('a sync does not wait until it sees its own writes (waitsForOwnWrites)', () => {
    const metadata = { name: 'p', uid: 'p', resourceVersion: '7', creationTimestamp: '' }
    const blocked = [false, true].map(guards => {
      const gate = new StalenessGate(guards)
      gate.wrote('default/agent', 'agent', 'pods', { apiVersion: 'v1', kind: 'Pod', metadata })
      try {
        gate.check('default/agent')
        return false
      } catch {
        return true
      }
    })
    expect(blocked).toEqual([false, true])
  })

  it('a Job has failed at its deadline, whether its pods have stopped or not (delaysEndOfJobs)', () => {
    const conditions = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      const containers = [{ name: 'main', image: 'work:1' }]
      const template = { spec: { nodeName: 'w1', restartPolicy: 'Never', containers } }
      const metadata = { name: 'work', namespace: 'default' }
      const spec = { activeDeadlineSeconds: 5, template }
      cluster.client.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata, spec })
      cluster.wait(10)
      const { status } = cluster.client.get('jobs.batch', 'default', 'work') as Job
      return status.conditions?.map(({ type }) => type)
    })
    expect(conditions).toEqual([['Failed'], ['FailureTarget']])
  })

  // Recorded: preemption on 1.30.14, looked at when it had been quiet for three seconds.
  it('who preempted is tried again after its pause, though its victims still go (retriesUnschedulable)', () => {
    const failures = versions.map(version => {
      const cluster = new VersionedCluster(version, [{ name: 'w1', ...FULL }])
      const object = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 9 }
      cluster.client.create('priorityclasses.scheduling.k8s.io', object)
      cluster.addPod('victim', { nodeName: 'w1', ...needing('700m') })
      cluster.apply({ priorityClassName: 'high', ...needing('700m') })
      cluster.wait(3)
      return cluster.failure
    })
    expect(failures).toEqual([
      '0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to a terminating pod on the nominated node.',
      '0/1 nodes are available: 1 Insufficient cpu.',
    ])
  })

  it('victims that are going already are evicted once more (evictsTerminatingVictims)', () => {
    const said = versions.map(version => {
      const cluster = new VersionedCluster(version, [{ name: 'w1', ...FULL }])
      for (const [name, value] of Object.entries({ middle: 100, high: 1_000 })) {
        const object = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value }
        cluster.client.create('priorityclasses.scheduling.k8s.io', object)
      }
      cluster.addPod('victim', { nodeName: 'w1', ...needing('700m') })
      for (const priorityClassName of ['middle', 'high']) {
        cluster.addPod(priorityClassName, { priorityClassName, ...needing('700m') })
        cluster.wait(1)
      }
      const events = cluster.client.list('events') as readonly { readonly reason?: string }[]
      return events.filter(({ reason }) => reason === 'Preempted').length
    })
    expect(said).toEqual([2, 1])
  })

  it('a claim that is missing leaves preemption with nothing to help (asksDeviceClaims)', () => {
    const failures = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1', 'w2'])
      cluster.apply({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] })
      return cluster.failure
    })
    expect(failures).toEqual([
      '0/2 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
      '0/2 nodes are available: persistentvolumeclaim "data" not found. not found',
    ])
  })

  it('a Deployment tells what a ReplicaSet gets before what it had (scaleText)', () => {
    const said = versions.map(version => {
      const cluster = new VersionedCluster(version)
      const labels = { app: 'web' }
      const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } }
      const spec = { replicas: 2, selector: { matchLabels: labels }, template }
      const metadata = { name: 'web', namespace: 'default' }
      cluster.client.create('deployments.apps', { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec })
      cluster.settle()
      cluster.client.patch('deployments.apps', 'default', 'web', 'merge', { spec: { replicas: 5 } })
      cluster.settle()
      const events = cluster.client.list('events') as readonly EventObject[]
      const scaled = events.filter(({ reason }) => reason === 'ScalingReplicaSet')
      return scaled.map(({ message = '' }) => message.replace(/web-\w+/, 'web'))
    })
    expect(said).toEqual([
      ['Scaled up replica set web to 2', 'Scaled up replica set web to 5 from 2'],
      ['Scaled up replica set web from 0 to 2', 'Scaled up replica set web from 2 to 5'],
    ])
  })

  it('nodes that the affinity leaves out are not counted, nor is the plugin for device claims asked', () => {
    expect(versions.map(version => withFullNode(version).failure)).toEqual([
      '0/3 nodes are available: 1 Insufficient cpu. preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
      "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    ])
  })

  it('preemption is tried on nodes that are too small even when empty (sparesTooSmallNodes)', () => {
    const [older, newer] = versions.map(version => withFullNode(version, '2').failure)
    expect(older).toContain('1 No preemption victims found for incoming pod, 2 Preemption is not helpful')
    expect(newer).toContain('3 Preemption is not helpful')
  })

  it('FailedScheduling names a taint that is not tolerated (taintReason)', () => {
    const messages = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.taint('w1', TAINT)
      cluster.addPod('plain')
      return cluster.failure
    })
    expect(messages[0]).toContain('1 node(s) had untolerated taint {dedicated: gpu}.')
    expect(messages[1]).toContain('1 node(s) had untolerated taint(s).')
  })

  it('a new node that would not take the pod is no reason to try it again (retriesUnschedulable)', () => {
    const messages = versions.map(version => {
      const cluster = withFullNode(version)
      cluster.engine.machines.add({ name: 'w4', booted: true })
      cluster.wait(15)
      return cluster.failure?.slice(0, 9)
    })
    expect(messages).toEqual(['0/3 nodes', '0/4 nodes'])
  })

  it('a pod that failed waits a second before it is tried again (cutsBackoffShort)', () => {
    const bound = versions.map(version => {
      const cluster = withFullNode(version)
      cluster.client.delete('pods', 'default', 'hog', { gracePeriodSeconds: 0 })
      cluster.engine.runUntil(cluster.engine.now + 100)
      return cluster.failure === undefined
    })
    expect(bound).toEqual([false, true])
  })

  it('pods carry no count of their changes (countsPodChanges)', () => {
    const generations = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.addPod('plain')
      return cluster.pods[0]?.metadata.generation
    })
    expect(generations).toEqual([undefined, 1])
  })

  it('a pod’s own labels do not narrow what it keeps away from (mergesLabelKeys)', () => {
    const selector = { labelSelector: { matchLabels: { app: 'agent' } }, matchLabelKeys: ['controller-revision-hash'] }
    const term = { ...selector, topologyKey: 'kubernetes.io/hostname' }
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }
    const surge = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
    const pods = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.apply({ affinity }, { updateStrategy: surge })
      cluster.act('run')
      cluster.setImage('registry.example/agent:2')
      return cluster.daemonPods.length === 2 && cluster.failure === undefined
    })
    expect(pods).toEqual([false, true])
  })

  it('Deployments do not count terminating pods (countsTerminatingReplicas)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.client.create('deployments.apps', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'default' },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
        },
      })
      cluster.settle()
      const resources = ['deployments.apps', 'replicasets.apps']
      return resources.map(resource => 'terminatingReplicas' in Object(cluster.client.list(resource)[0]?.status))
    })
    expect(counts).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it('a silent node is tainted NoExecute one round after it is marked (taintsSilentNodes)', () => {
    const taints = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.wait(30)
      cluster.engine.machines.stopKubelet('w1')
      while (cluster.taints('w1').length === 0) cluster.engine.step()
      cluster.engine.runUntil(cluster.engine.now + 3_000)
      return cluster.taints('w1').map(taint => taint.split(':')[1])
    })
    expect(taints).toEqual([['NoSchedule'], ['NoSchedule', 'NoExecute']])
  })

  it('a silent node is marked after 40 s instead of 50 s (nodeMonitorGracePeriod)', () => {
    const ready = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.wait(30)
      cluster.engine.machines.stopKubelet('w1')
      cluster.engine.runUntil(cluster.engine.now + 47_000)
      return cluster.node('w1').status?.conditions?.find(({ type }) => type === 'Ready')?.status
    })
    expect(ready).toEqual(['Unknown', 'True'])
  })
})
