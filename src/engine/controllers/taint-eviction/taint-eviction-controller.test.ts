import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../../k8s/event'
import type { Taint } from '../../../k8s/node'
import { TestCluster } from '../test-cluster'
import { startTaintEvictionController } from './taint-eviction-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  startTaintEvictionController(cluster.context('taint-eviction-controller'))
  cluster.addNode('a')
  return cluster
}

function taint(cluster: TestCluster, taints: readonly Taint[]): void {
  cluster.client.patch('nodes', undefined, 'a', 'merge', { spec: { taints: taints.length === 0 ? null : taints } })
  cluster.settle()
}

const BROKEN = { key: 'broken', effect: 'NoExecute' }
const patient = (tolerationSeconds: number) => ({
  key: 'broken',
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds,
})
const terminating = (cluster: TestCluster) =>
  cluster
    .pods()
    .filter(pod => pod.metadata.deletionTimestamp !== undefined)
    .map(pod => pod.metadata.name)

describe('a NoExecute taint', () => {
  it('evicts at once the pods that do not tolerate it', () => {
    const cluster = start()
    cluster.addPod('plain', { nodeName: 'a' })
    cluster.addPod('tolerant', { nodeName: 'a', tolerations: [{ operator: 'Exists' }] })
    cluster.addPod('elsewhere', { nodeName: 'b' })
    taint(cluster, [BROKEN])
    expect(terminating(cluster)).toEqual(['plain'])
    expect(cluster.events()).toEqual(['TaintManagerEviction: Marking for deletion Pod default/plain'])
    const [plain] = cluster.pods().filter(pod => pod.metadata.name === 'plain')
    expect(plain?.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' }),
    )
  })

  it('says once of each pod that it goes, though others change the pods while the client waits for its turn', () => {
    const cluster = start()
    const names = Array.from({ length: 20 }, (_, index) => `pod-${index}`)
    for (const name of names) cluster.addPod(name, { nodeName: 'a' })
    cluster.client.patch('nodes', undefined, 'a', 'merge', { spec: { taints: [BROKEN] } })
    for (let change = 0; !cluster.kernel.settled; change++) {
      cluster.kernel.step()
      const body = { metadata: { labels: { change: String(change) } } }
      for (const name of names) if (change < 100) cluster.client.patch('pods', 'default', name, 'merge', body)
    }
    expect(terminating(cluster)).toHaveLength(names.length)
    const counts = cluster.client.list('events').map(event => (event as unknown as EventObject).count)
    expect(counts).toEqual(names.map(() => 1))
  })

  it('gives those that tolerate it for a while their time', () => {
    const cluster = start()
    cluster.addPod('patient', { nodeName: 'a', tolerations: [patient(60)] })
    taint(cluster, [BROKEN])
    cluster.wait(59_000)
    expect(terminating(cluster)).toEqual([])
    cluster.wait(2_000)
    expect(terminating(cluster)).toEqual(['patient'])
  })

  it('is forgiven when it goes in time', () => {
    const cluster = start()
    cluster.addPod('patient', { nodeName: 'a', tolerations: [patient(60)] })
    taint(cluster, [BROKEN])
    cluster.wait(30_000)
    taint(cluster, [])
    cluster.wait(60_000)
    expect(terminating(cluster)).toEqual([])
    expect(cluster.events()).toEqual(['TaintManagerEviction: Cancelling deletion of Pod default/patient'])
  })

  it('is there already when the pod comes', () => {
    const cluster = start()
    taint(cluster, [BROKEN])
    cluster.addPod('late', { nodeName: 'a' })
    expect(terminating(cluster)).toEqual(['late'])
  })
})
