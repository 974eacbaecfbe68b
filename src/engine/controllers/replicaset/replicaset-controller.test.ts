import { describe, expect, it } from 'vitest'
import type { NewObject } from '../../../k8s/object'
import type { ReplicaSet } from '../../../k8s/workload'
import { TestCluster } from '../test-cluster'
import { startReplicaSetController } from './replicaset-controller'

const LABELS = { app: 'web' }

function replicaSet(replicas: number, spec: Readonly<Record<string, unknown>> = {}): NewObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'main', image: 'web:1' }] } },
      ...spec,
    },
  }
}

function start(object: NewObject, prepare: (cluster: TestCluster) => void = () => undefined): TestCluster {
  const cluster = new TestCluster()
  prepare(cluster)
  startReplicaSetController(cluster.context('replicaset-controller'))
  cluster.client.create('replicasets.apps', object)
  cluster.settle()
  return cluster
}

const status = (cluster: TestCluster) => cluster.get<ReplicaSet>('replicasets.apps', 'web').status
const scale = (cluster: TestCluster, replicas: number) => {
  cluster.client.patch('replicasets.apps', 'default', 'web', 'merge', { spec: { replicas } })
  cluster.settle()
}

describe('a ReplicaSet', () => {
  it('makes its pods and counts them', () => {
    const cluster = start(replicaSet(3))
    expect(cluster.pods()).toHaveLength(3)
    expect(status(cluster)).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    })
    expect(cluster.events().filter(event => event.startsWith('SuccessfulCreate: Created pod: web-'))).toHaveLength(3)
    cluster.run()
    expect(status(cluster)).toMatchObject({ readyReplicas: 3, availableReplicas: 3 })
  })

  it('replaces a pod that terminates at once, without waiting for its end', () => {
    const cluster = start(
      replicaSet(2, {
        template: {
          metadata: { labels: LABELS },
          spec: { containers: [{ name: 'main', image: 'web:1' }], nodeName: 'a' },
        },
      }),
    )
    const [victim] = cluster.pods()
    cluster.client.delete('pods', 'default', victim?.metadata.name ?? '')
    cluster.settle()
    expect(cluster.pods()).toHaveLength(3)
    expect(status(cluster)).toMatchObject({ replicas: 2, terminatingReplicas: 1 })
  })

  it('adopts what it selects, and lets go what it no longer selects', () => {
    const cluster = start(replicaSet(1), before => {
      before.addPod('early', {}, { labels: LABELS })
    })
    expect(cluster.pods()).toHaveLength(1)
    expect(cluster.pods()[0]?.metadata.ownerReferences).toMatchObject([
      { kind: 'ReplicaSet', name: 'web', controller: true },
    ])
    cluster.client.patch('pods', 'default', 'early', 'merge', { metadata: { labels: { app: 'other' } } })
    cluster.settle()
    expect(cluster.pods()).toHaveLength(2)
    expect(cluster.get('pods', 'early').metadata.ownerReferences ?? []).toEqual([])
  })

  it('calls a pod available only after minReadySeconds', () => {
    const cluster = start(replicaSet(1, { minReadySeconds: 30 }))
    cluster.run()
    expect(status(cluster)).toMatchObject({ readyReplicas: 1 })
    expect(status(cluster).availableReplicas).toBeUndefined()
    cluster.wait(31_000)
    expect(status(cluster)).toMatchObject({ availableReplicas: 1 })
  })

  it('deletes what is too much, and says so', () => {
    const cluster = start(replicaSet(3))
    scale(cluster, 1)
    expect(cluster.pods()).toHaveLength(1)
    expect(cluster.events().filter(event => event.startsWith('SuccessfulDelete: Deleted pod: web-'))).toHaveLength(2)
  })

  it('is limited by the requests that its client may make', () => {
    const cluster = new TestCluster()
    startReplicaSetController(cluster.context('replicaset-controller'))
    cluster.client.create('replicasets.apps', replicaSet(100))
    cluster.kernel.runUntil(100)
    expect(cluster.pods().length).toBeLessThan(40)
    cluster.settle()
    expect(cluster.pods()).toHaveLength(100)
    expect(cluster.kernel.now).toBeGreaterThan(3_000)
  })
})
