import { expect, it } from 'vitest'
import { startTestCluster } from '../test-cluster'

const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}
const USING_IT = { spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] } }

it('keeps a Pod waiting for its claim, and then for the claim’s volume', () => {
  const cluster = startTestCluster()
  cluster.addNode('only')
  cluster.addPod('web', USING_IT)
  cluster.settle()
  expect(cluster.message('web')).toBe('0/1 nodes are available: persistentvolumeclaim "data" not found. not found')
  cluster.client.create('persistentvolumeclaims', CLAIM)
  cluster.settle()
  const waiting = '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'
  expect(cluster.message('web')).toBe(waiting)
  const annotations = { 'pv.kubernetes.io/bind-completed': 'yes' }
  const bound = { metadata: { annotations }, spec: { volumeName: 'pv-1' } }
  cluster.client.patch('persistentvolumeclaims', 'default', 'data', 'merge', bound)
  cluster.settle(cluster.kernel.now + 3_000)
  expect(cluster.nodeOf('web')).toBe('only')
})

it('does not place a Pod on a claim that is being deleted', () => {
  const cluster = startTestCluster()
  cluster.addNode('only')
  const metadata = { ...CLAIM.metadata, finalizers: ['kubernetes.io/pvc-protection'] }
  cluster.client.create('persistentvolumeclaims', { ...CLAIM, metadata })
  cluster.client.delete('persistentvolumeclaims', 'default', 'data')
  cluster.addPod('web', USING_IT)
  cluster.settle()
  expect(cluster.message('web')).toContain('persistentvolumeclaim "data" is being deleted')
})
