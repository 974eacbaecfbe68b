import { describe, expect, it } from 'vitest'
import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import type { StatefulSet } from '../../k8s/stateful-set'
import { REVISION_HASH_LABEL } from '../../k8s/well-known'
import type { ControllerRevision } from '../../k8s/workload'
import { startStatefulSetController } from './statefulset/statefulset-controller'
import { TestCluster } from './test-cluster'

const SETS = 'statefulsets.apps'
const LABELS = { app: 'web' }
const CLAIMS = [
  { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
]

function start(spec: Fields = {}): TestCluster {
  const cluster = new TestCluster()
  startStatefulSetController(cluster.context('statefulset-controller'))
  const containers = [{ name: 'main', image: 'web:1' }]
  const template = { metadata: { labels: LABELS }, spec: { containers, nodeName: 'a' } }
  cluster.client.create(SETS, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: { serviceName: 'web', replicas: 3, selector: { matchLabels: LABELS }, template, ...spec },
  })
  cluster.settle()
  return cluster
}

const setOf = (cluster: TestCluster) => cluster.get<StatefulSet>(SETS, 'web', 'default')
const names = (cluster: TestCluster) => cluster.pods().map(pod => pod.metadata.name)
const going = (cluster: TestCluster) =>
  cluster
    .pods()
    .filter(pod => pod.metadata.deletionTimestamp !== undefined)
    .map(pod => pod.metadata.name)
const images = (cluster: TestCluster) => cluster.pods().map(pod => pod.spec.containers[0]?.image)
const change = (cluster: TestCluster, spec: Fields) => {
  cluster.client.patch(SETS, 'default', 'web', 'strategic', { spec })
  cluster.settle()
}
const changeImage = (cluster: TestCluster, image: string) =>
  change(cluster, { template: { spec: { containers: [{ name: 'main', image }] } } })
const claims = (cluster: TestCluster): readonly KubeObject[] => cluster.client.list('persistentvolumeclaims')

/** Plays the kubelet until nothing moves. */
function live(cluster: TestCluster): void {
  for (let round = 0; round < 12; round++) {
    cluster.run(cluster.pods().filter(pod => pod.status.phase === 'Pending' && !pod.metadata.deletionTimestamp))
    cluster.confirm()
  }
}

describe('a StatefulSet', () => {
  it('makes its pods one after the other, each when the one before is ready', () => {
    const cluster = start()
    expect(names(cluster)).toEqual(['web-0'])
    cluster.run()
    expect(names(cluster)).toEqual(['web-0', 'web-1'])
    live(cluster)
    expect(names(cluster)).toEqual(['web-0', 'web-1', 'web-2'])
    expect(cluster.pods()[1]?.metadata.labels).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'web-1',
      'apps.kubernetes.io/pod-index': '1',
    })
    expect(cluster.pods()[1]?.spec).toMatchObject({ hostname: 'web-1', subdomain: 'web' })
    const revision = setOf(cluster).status.currentRevision
    expect(setOf(cluster).status).toEqual({
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      observedGeneration: 1,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    })
    expect(cluster.events()[0]).toBe('SuccessfulCreate: Create Pod web-0 in StatefulSet web successful')
  })

  it('names its revision as the real one does', () => {
    // web-5759c8f688 is what the real controller made of this template.
    const containers = [{ name: 'c', image: 'registry.example/agent:v1' }]
    const spec = { terminationGracePeriodSeconds: 5, containers }
    const cluster = start({ template: { metadata: { labels: LABELS }, spec } })
    expect(setOf(cluster).status.updateRevision).toBe('web-5759c8f688')
  })

  it('makes all pods at once when it may', () => {
    expect(names(start({ podManagementPolicy: 'Parallel' }))).toEqual(['web-0', 'web-1', 'web-2'])
  })

  it('takes the pod with the highest number away first, and one at a time', () => {
    const cluster = start()
    live(cluster)
    change(cluster, { replicas: 1 })
    expect(going(cluster)).toEqual(['web-2'])
    cluster.confirm()
    expect(going(cluster)).toEqual(['web-1'])
    live(cluster)
    expect(names(cluster)).toEqual(['web-0'])
  })

  it('replaces a pod under the same name, and waits until the old one is gone', () => {
    const cluster = start()
    live(cluster)
    const uid = cluster.get('pods', 'web-1', 'default').metadata.uid
    cluster.client.delete('pods', 'default', 'web-1')
    cluster.settle()
    expect(cluster.get('pods', 'web-1', 'default').metadata.uid).toBe(uid)
    cluster.confirm()
    expect(cluster.get('pods', 'web-1', 'default').metadata.uid).not.toBe(uid)
  })

  it('rolls from the highest number down, and not below its partition', () => {
    const cluster = start({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } })
    live(cluster)
    changeImage(cluster, 'web:2')
    expect(going(cluster)).toEqual(['web-2'])
    live(cluster)
    expect(images(cluster)).toEqual(['web:1', 'web:2', 'web:2'])
    expect(setOf(cluster).status).toMatchObject({ updatedReplicas: 2, currentReplicas: 1 })
    change(cluster, { updateStrategy: { rollingUpdate: { partition: 0 } } })
    live(cluster)
    expect(images(cluster)).toEqual(['web:2', 'web:2', 'web:2'])
    const { currentRevision, updateRevision } = setOf(cluster).status
    expect(currentRevision).toBe(updateRevision)
  })

  it('leaves old pods alone until they are deleted, if it is told to', () => {
    const cluster = start({ updateStrategy: { type: 'OnDelete' } })
    live(cluster)
    changeImage(cluster, 'web:2')
    expect(going(cluster)).toEqual([])
    cluster.client.delete('pods', 'default', 'web-0')
    live(cluster)
    expect([...images(cluster)].sort()).toEqual(['web:1', 'web:1', 'web:2'])
  })

  it('goes back to an old revision, which becomes the newest', () => {
    const cluster = start()
    live(cluster)
    for (const image of ['web:2', 'web:1']) {
      changeImage(cluster, image)
      live(cluster)
    }
    const revisions = cluster.client.list('controllerrevisions.apps') as readonly KubeObject[] as ControllerRevision[]
    expect(revisions.map(({ revision }) => revision).sort()).toEqual([2, 3])
    const { updateRevision } = setOf(cluster).status
    expect(revisions.find(({ revision }) => revision === 3)?.metadata.name).toBe(updateRevision)
    expect(cluster.pods().map(({ metadata }) => metadata.labels?.[REVISION_HASH_LABEL])).toEqual(
      Array(3).fill(updateRevision),
    )
  })

  it('keeps no more old revisions than it is told to', () => {
    const cluster = start({ replicas: 1, revisionHistoryLimit: 1 })
    for (const image of ['web:2', 'web:3', 'web:4']) {
      changeImage(cluster, image)
      live(cluster)
    }
    expect(cluster.client.list('controllerrevisions.apps')).toHaveLength(2)
  })

  it('begins to count where it is told to', () => {
    const cluster = start({ ordinals: { start: 5 }, podManagementPolicy: 'Parallel' })
    expect(names(cluster)).toEqual(['web-5', 'web-6', 'web-7'])
  })

  it('says why it could not make a pod', () => {
    const cluster = start({ replicas: 0 })
    const spec = { hard: { pods: '0' } }
    cluster.client.create('resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace: 'default' },
      spec,
    })
    cluster.client.patch(
      'resourcequotas',
      'default',
      'none',
      'merge',
      { status: { hard: spec.hard, used: { pods: '0' } } },
      { subresource: 'status' },
    )
    change(cluster, { replicas: 1 })
    expect(cluster.events().at(-1)).toContain(
      'FailedCreate: Create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: exceeded quota: none',
    )
  })
})

describe('the claims of a StatefulSet', () => {
  it('are made with each pod, and stay', () => {
    const cluster = start({ volumeClaimTemplates: CLAIMS })
    expect(cluster.events()[0]).toBe('SuccessfulCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web success')
    live(cluster)
    change(cluster, { replicas: 1 })
    live(cluster)
    expect(claims(cluster).map(({ metadata }) => metadata.name)).toEqual(['data-web-0', 'data-web-1', 'data-web-2'])
    expect(claims(cluster)[0]?.metadata).toMatchObject({ labels: LABELS })
    expect(cluster.pods()[0]?.spec.volumes?.[0]).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-web-0' },
    })
  })

  it('belong to the set or to the pod that is too many, when they are to go with them', () => {
    const policy = { whenDeleted: 'Delete', whenScaled: 'Delete' }
    const cluster = start({ volumeClaimTemplates: CLAIMS, persistentVolumeClaimRetentionPolicy: policy })
    live(cluster)
    change(cluster, { replicas: 2 })
    cluster.settle()
    const owners = claims(cluster).map(({ metadata }) =>
      metadata.ownerReferences?.map(({ kind, name }) => `${kind} ${name}`),
    )
    expect(owners).toEqual([['StatefulSet web'], ['StatefulSet web'], ['Pod web-2']])
  })
})
