import { describe, expect, it } from 'vitest'
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
