import { expect, it } from 'vitest'
import { startTestCluster } from './test-cluster'

const CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'late' } }
const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'late', resources: { requests: { storage: '1Gi' } } },
}
const USING_IT = { spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] } }

function start(provisioner: string): ReturnType<typeof startTestCluster> {
  const cluster = startTestCluster()
  cluster.addNode('only')
  const storageClass = { ...CLASS, provisioner, volumeBindingMode: 'WaitForFirstConsumer' }
  cluster.client.create('storageclasses.storage.k8s.io', storageClass)
  cluster.client.create('persistentvolumeclaims', CLAIM)
  cluster.settle()
  cluster.addPod('web', USING_IT)
  cluster.settle(cluster.kernel.now + 3_000)
  return cluster
}

it('names the node in a claim whose volume is to be made there, and gives up after ten minutes', () => {
  const cluster = start('example.com/disk')
  const claim = cluster.client.get('persistentvolumeclaims', 'default', 'data')
  expect(claim.metadata.annotations).toEqual({ 'volume.kubernetes.io/selected-node': 'only' })
  expect(cluster.nodeOf('web')).toBeUndefined()
  cluster.settle(cluster.kernel.now + 605_000)
  const message = 'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded'
  expect(cluster.message('web')).toBe(message)
})

it('turns nodes down that have no volume where none is made', () => {
  const cluster = start('kubernetes.io/no-provisioner')
  expect(cluster.message('web')).toContain("1 node(s) didn't find available persistent volumes to bind")
})
