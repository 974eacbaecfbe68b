import { describe, expect, it } from 'vitest'
import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { TestCluster } from '../test-cluster'
import { startNodeLifecycleController } from './node-lifecycle-controller'

function start(...names: readonly string[]): TestCluster {
  const cluster = new TestCluster()
  for (const name of names) cluster.addNode(name)
  startNodeLifecycleController(cluster.context('node-controller'))
  cluster.wait(10_000)
  return cluster
}

const ready = (cluster: TestCluster, name: string) => {
  const condition = cluster.get<Node>('nodes', name).status.conditions?.find(({ type }) => type === 'Ready')
  return `${condition?.status} ${condition?.reason ?? ''}`.trim()
}

describe('a node that falls silent', () => {
  it('is Unknown after the grace period, and tainted', () => {
    const cluster = start('a', 'b')
    cluster.silence('a')
    cluster.wait(45_000)
    expect(ready(cluster, 'a')).toBe('True')
    cluster.wait(15_000)
    expect(ready(cluster, 'a')).toBe('Unknown NodeStatusUnknown')
    expect(cluster.taints('a')).toEqual(['unreachable:NoExecute', 'unreachable:NoSchedule'])
    expect(cluster.taints('b')).toEqual([])
    expect(cluster.events()).toContain('NodeNotReady: Node a status is now: NodeNotReady')
  })

  it('has its pods marked not ready, also those that come to it later', () => {
    const cluster = start('a', 'b')
    cluster.run([cluster.addPod('early', { nodeName: 'a' })])
    cluster.silence('a')
    cluster.wait(60_000)
    expect(cluster.pods()[0]?.status.conditions).toMatchObject([{ type: 'Ready', status: 'False' }])
    expect(cluster.events()).toContain('NodeNotReady: Node is not ready')
    cluster.run([cluster.addPod('late', {})])
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { namespace: 'default', name: 'late' } }
    cluster.client.create('pods', { ...binding, target: { kind: 'Node', name: 'a' } }, { subresource: 'binding' })
    cluster.wait(1000)
    const { status } = cluster.get<Pod>('pods', 'late', 'default')
    expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'False' }))
  })

  it('loses its taints when it speaks again', () => {
    const cluster = start('a', 'b')
    cluster.silence('a')
    cluster.wait(60_000)
    cluster.speak('a')
    cluster.wait(10_000)
    expect(cluster.taints('a')).toEqual([])
  })
})

describe('a node that says itself that it is not ready', () => {
  it('is tainted not-ready, and its pods keep their readiness', () => {
    const cluster = start('a', 'b')
    cluster.run([cluster.addPod('agent', { nodeName: 'a' })])
    cluster.speak('a', 'False')
    cluster.wait(10_000)
    expect(cluster.taints('a')).toEqual(['not-ready:NoExecute', 'not-ready:NoSchedule'])
    expect(cluster.pods()[0]?.status.conditions).toMatchObject([{ type: 'Ready', status: 'True' }])
  })

  it('has its taint changed when it falls silent after that', () => {
    const cluster = start('a', 'b')
    cluster.speak('a', 'False')
    cluster.wait(10_000)
    cluster.silence('a')
    cluster.wait(60_000)
    expect(cluster.taints('a')).toEqual(['unreachable:NoExecute', 'unreachable:NoSchedule'])
  })
})

describe('many silent nodes', () => {
  const noExecute = (cluster: TestCluster, names: readonly string[]) =>
    names.filter(name => cluster.taints(name).includes('unreachable:NoExecute')).length

  it('are tainted NoExecute one in ten seconds', () => {
    const cluster = start('a', 'b', 'c', 'd', 'e')
    cluster.silence('a')
    cluster.silence('b')
    cluster.wait(55_000)
    expect(noExecute(cluster, ['a', 'b'])).toBe(1)
    cluster.wait(11_000)
    expect(noExecute(cluster, ['a', 'b'])).toBe(2)
  })

  it('are not evicted when all are silent: then it is the network', () => {
    const cluster = start('a', 'b')
    cluster.silence('a')
    cluster.silence('b')
    cluster.wait(120_000)
    expect(ready(cluster, 'a')).toBe('Unknown NodeStatusUnknown')
    expect(noExecute(cluster, ['a', 'b'])).toBe(0)
    expect(cluster.taints('a')).toEqual(['unreachable:NoSchedule'])
  })
})

describe('taints that follow the node', () => {
  it('say that it is cordoned', () => {
    const cluster = start('a')
    cluster.client.patch('nodes', undefined, 'a', 'merge', { spec: { unschedulable: true } })
    cluster.settle()
    expect(cluster.taints('a')).toEqual(['unschedulable:NoSchedule'])
    cluster.client.patch('nodes', undefined, 'a', 'merge', { spec: { unschedulable: null } })
    cluster.settle()
    expect(cluster.taints('a')).toEqual([])
  })

  it('say that it is under pressure, and leave alone what people put there', () => {
    const cluster = start('a')
    cluster.client.patch('nodes', undefined, 'a', 'merge', {
      spec: { taints: [{ key: 'mine', effect: 'NoSchedule' }] },
    })
    const conditions = [
      { type: 'Ready', status: 'True' },
      { type: 'DiskPressure', status: 'True' },
    ]
    cluster.client.patch('nodes', undefined, 'a', 'merge', { status: { conditions } }, { subresource: 'status' })
    cluster.settle()
    expect(cluster.taints('a')).toEqual(['disk-pressure:NoSchedule', 'mine:NoSchedule'])
  })

  it('come with the old label names', () => {
    const cluster = start()
    cluster.addNode('a', { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' })
    expect(cluster.get('nodes', 'a').metadata.labels).toMatchObject({
      'beta.kubernetes.io/os': 'linux',
      'beta.kubernetes.io/arch': 'arm64',
    })
  })
})

describe('registration', () => {
  it('is an event, and so is removal', () => {
    const cluster = start('a')
    cluster.addNode('b')
    cluster.wait(5_000)
    cluster.client.delete('nodes', undefined, 'a')
    cluster.wait(5_000)
    expect(cluster.events()).toEqual([
      'RegisteredNode: Node a event: Registered Node a in Controller',
      'RemovingNode: Node a event: Removing Node a from Controller',
      'RegisteredNode: Node b event: Registered Node b in Controller',
    ])
  })
})
