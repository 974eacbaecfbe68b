import { describe, expect, it } from 'vitest'
import type { KubernetesVersion } from '../version-behaviour'
import { needing, VersionedCluster } from './test-cluster'

const versions: readonly KubernetesVersion[] = ['1.11', '1.21']
const onPort = (hostPort: number) => ({
  containers: [{ name: 'main', image: 'registry.example/agent:1', ports: [{ containerPort: hostPort, hostPort }] }],
})

describe('1.11', () => {
  describe('the DaemonSet controller places pods itself (placesDaemonPods)', () => {
    it('pods are bound when they are made, and the scheduler is not asked', () => {
      const cluster = new VersionedCluster('1.11')
      cluster.apply()
      const [pod] = cluster.pods
      expect(pod?.spec.nodeName).toBeDefined()
      expect(pod?.spec.affinity).toBeUndefined()
      expect(cluster.events('Pod')).toEqual([])
    })

    it('where there is no room there is no pod, but the node is counted and an event says why', () => {
      const seen = versions.map(version => {
        const cluster = new VersionedCluster(version, ['w1', { name: 'w2', cpu: '1' }])
        cluster.addPod('hog', { nodeName: 'w2', ...needing('700m') })
        cluster.apply(needing('500m'))
        return { pods: cluster.daemonPods, counts: cluster.counts, events: cluster.events('DaemonSet') }
      })
      expect(seen[0]).toMatchObject({ pods: ['w1 pending'], counts: '2/1/0' })
      expect(seen[0]?.events).toContain(
        'FailedPlacement: failed to place pod on "w2": Node didn\'t have enough resource: cpu, requested: 500, used: 700, capacity: 1000',
      )
      expect(seen[1]).toMatchObject({ pods: ['- pending', 'w1 pending'], counts: '2/2/0' })
    })

    it('a pod is made as soon as a neighbour has left room', () => {
      const cluster = new VersionedCluster('1.11', [{ name: 'w1', cpu: '1' }])
      cluster.addPod('hog', { nodeName: 'w1', ...needing('700m') })
      cluster.apply(needing('500m'))
      expect(cluster.daemonPods).toEqual([])
      cluster.client.delete('pods', 'default', 'hog', { gracePeriodSeconds: 0 })
      cluster.settle()
      expect(cluster.daemonPods).toEqual(['w1 pending'])
    })

    it('a host port that is taken makes the node no place for the DaemonSet at all', () => {
      const counts = versions.map(version => {
        const cluster = new VersionedCluster(version)
        cluster.addPod('squatter', { nodeName: 'w1', ...onPort(9100) })
        cluster.apply(onPort(9100))
        return cluster.counts
      })
      expect(counts).toEqual(['2/2/0', '3/3/0'])
    })

    it('the explanation of a node says so', () => {
      const cluster = new VersionedCluster('1.11', [{ name: 'w1', cpu: '1' }, 'w2'])
      cluster.addPod('squatter', { nodeName: 'w2', ...onPort(9100) })
      const resources = { requests: { cpu: '2' } }
      cluster.apply({ containers: onPort(9100).containers.map(container => ({ ...container, resources })) })
      const codes = ['w1', 'w2'].map(node => cluster.engine.explainNode('default', 'agent', node)?.obstacle?.code)
      expect(codes).toEqual(['no-room', 'host-port-taken'])
      const { nodes, now } = cluster.engine.explainDaemonSet('default', 'agent') ?? {}
      expect(nodes?.map(({ obstacle }) => obstacle?.code)).toEqual(codes)
      expect(now).toMatchObject({ desired: 1, current: 0 })
    })
  })

  it('daemon pods do not tolerate pid-pressure (automaticTolerations)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.apply()
      cluster.taint('w1', { key: 'node.kubernetes.io/pid-pressure', effect: 'NoSchedule' })
      return cluster.pods[0]?.spec.tolerations?.some(({ key }) => key === 'node.kubernetes.io/pid-pressure')
    })
    expect(counts).toEqual([false, true])
  })

  it('an unavailable pod on a node that is wanted no more takes nothing of the budget (unavailableInRollout)', () => {
    const states = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply()
      cluster.act('run')
      cluster.taint('w1', { key: 'dedicated', effect: 'NoSchedule' })
      cluster.client.delete('pods', 'default', podOn(cluster, 'w1'))
      cluster.settle()
      cluster.setImage('registry.example/agent:2')
      return cluster.daemonPods.filter(pod => pod.endsWith('terminating')).length
    })
    expect(states).toEqual([2, 1])
  })

  it('a failed pod is deleted at once, however often it failed (backsOffFailedPods)', () => {
    const pods = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.apply()
      for (let attempt = 0; attempt < 3; attempt++) cluster.act('fail')
      return cluster.daemonPods
    })
    expect(pods).toEqual([['w1 pending'], ['w1 failed']])
  })

  it('a sync that deletes a failed pod stops there (stopsAtFailedPods)', () => {
    const observed = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply()
      cluster.act('run')
      cluster.engine.pauseComponent('daemonset')
      cluster.act('fail', 'w1')
      cluster.setImage('registry.example/agent:2')
      cluster.engine.resumeComponent('daemonset')
      while (cluster.daemonPods.includes('w1 failed')) cluster.engine.step()
      cluster.engine.runUntil(cluster.engine.now + 4)
      return cluster.daemonSet.status.observedGeneration
    })
    expect(observed).toEqual([1, 2])
  })

  it('the words about a taint and a selector (taintReason, affinityReason)', () => {
    const cluster = new VersionedCluster('1.11', ['w1', 'w2'])
    cluster.taint('w1', { key: 'dedicated', effect: 'NoSchedule' })
    cluster.addPod('plain', { nodeSelector: { disktype: 'ssd' } })
    expect(cluster.failure).toBe(
      "0/2 nodes are available: 1 node(s) didn't match node selector, 1 node(s) had taints that the pod didn't tolerate.",
    )
  })

  it('maxSurge is not known (maxSurge)', () => {
    const rollingUpdate = { maxSurge: 1, maxUnavailable: 1 }
    const { spec } = new VersionedCluster('1.11').apply(
      {},
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
    )
    expect(spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: 1 })
  })

  it('there is no namespace for the leases of nodes (systemNamespaces)', () => {
    const names = versions.map(version => {
      const namespaces = new VersionedCluster(version).client.list('namespaces')
      return namespaces.map(({ metadata }) => metadata.name).includes('kube-node-lease')
    })
    expect(names).toEqual([false, true])
  })

  it('conditions do not become taints, and the scheduler looks at them itself (taintsNodesByCondition)', () => {
    const seen = versions.map(version => {
      const cluster = new VersionedCluster(version, ['w1'])
      cluster.engine.machines.setReady('w1', false)
      cluster.settle()
      cluster.addPod('plain')
      return [cluster.taints('w1').includes('node.kubernetes.io/not-ready:NoSchedule'), cluster.failure]
    })
    expect(seen[0]).toEqual([false, '0/1 nodes are available: 1 node(s) were not ready.'])
    expect(seen[1]?.[0]).toBe(true)
  })

  it('a cordoned node gets daemon pods and no others (taintsNodesByCondition)', () => {
    const cluster = new VersionedCluster('1.11', [{ name: 'w1', unschedulable: true }])
    cluster.apply()
    cluster.addPod('plain')
    expect(cluster.daemonPods).toEqual(['w1 pending'])
    expect(cluster.taints('w1')).toEqual([])
    expect(cluster.failure).toBe('0/1 nodes are available: 1 node(s) were unschedulable.')
  })

  it('the node controller deletes the pods of a lost node after five minutes, but not daemon pods (evictsBy)', () => {
    const seen = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply()
      cluster.addPod('plain', { nodeName: 'w1' })
      cluster.act('run')
      cluster.wait(30)
      cluster.engine.machines.stopKubelet('w1')
      cluster.wait(320)
      const plain = cluster.pods.find(({ metadata }) => metadata.name === 'plain')
      return {
        plain: plain?.metadata.deletionTimestamp !== undefined,
        daemon: cluster.daemonPods,
        taints: cluster.taints('w1'),
        event: cluster
          .events('Pod')
          .some(event => event.startsWith('NodeControllerEviction: Marking for deletion Pod plain')),
      }
    })
    expect(seen[0]).toEqual({ plain: true, daemon: ['w1 running', 'w2 ready', 'w3 ready'], taints: [], event: true })
    expect(seen[1]).toMatchObject({ event: false })
    expect(seen[1]?.taints).toContain('node.kubernetes.io/unreachable:NoExecute')
  })

  it('a control plane is called master (controlPlaneRoles)', () => {
    const cluster = new VersionedCluster('1.11', [{ name: 'cp', controlPlane: true }])
    expect(cluster.node('cp').metadata.labels).not.toHaveProperty(['node-role.kubernetes.io/control-plane'])
    expect(cluster.node('cp').metadata.labels).toHaveProperty(['node-role.kubernetes.io/master'], '')
    expect(cluster.taints('cp')).toEqual(['node-role.kubernetes.io/master:NoSchedule'])
  })

  it('nodes have the operating system under its beta name only (platformLabels)', () => {
    const counts = versions.map(version => {
      const cluster = new VersionedCluster(version)
      cluster.apply({ nodeSelector: { 'kubernetes.io/os': 'linux' } })
      return cluster.counts
    })
    expect(counts).toEqual(['0/0/0', '3/3/0'])
  })
})

function podOn(cluster: VersionedCluster, node: string): string {
  return cluster.pods.find(({ spec }) => spec.nodeName === node)?.metadata.name ?? ''
}
