import { describe, expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import { startPodGcController } from './pod-gc-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  cluster.addNode('a')
  startPodGcController(cluster.context('pod-garbage-collector'))
  return cluster
}

describe('the pod garbage collector', () => {
  it('removes the pods of a node that has been gone for a while', () => {
    const cluster = start()
    cluster.addPod('agent', { nodeName: 'a' })
    cluster.run()
    cluster.wait(1_000)
    cluster.client.delete('nodes', undefined, 'a')
    cluster.wait(50_000)
    expect(cluster.pods()).toHaveLength(1)
    cluster.wait(20_000)
    expect(cluster.pods()).toHaveLength(0)
  })

  it('leaves them when the node comes back in time', () => {
    const cluster = start()
    cluster.addPod('agent', { nodeName: 'a' })
    cluster.wait(1_000)
    cluster.client.delete('nodes', undefined, 'a')
    cluster.wait(30_000)
    cluster.addNode('a')
    cluster.wait(90_000)
    expect(cluster.pods()).toHaveLength(1)
  })

  it('removes deleted pods that never were on a node', () => {
    const cluster = start()
    cluster.addPod('waiting', {}, { finalizers: ['example.com/hold'] })
    cluster.client.delete('pods', 'default', 'waiting')
    cluster.wait(21_000)
    expect(cluster.pods()[0]?.status.phase).toBe('Failed')
    cluster.client.patch('pods', 'default', 'waiting', 'merge', { metadata: { finalizers: null } })
    expect(cluster.pods()).toHaveLength(0)
  })
})
