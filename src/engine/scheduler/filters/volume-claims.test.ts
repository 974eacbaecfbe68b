import { expect, it } from 'vitest'
import { startTestCluster } from '../test-cluster'

const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}
const FREE = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/d' } }
const USING_IT = { spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] } }

function addVolume(cluster: ReturnType<typeof startTestCluster>, spec: Readonly<Record<string, unknown>>): void {
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv-1' } }
  cluster.client.create('persistentvolumes', { ...volume, spec: { ...FREE, ...spec } })
}

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
  addVolume(cluster, {})
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

it('places a Pod only where its volume can be reached, and nowhere once the volume is gone', () => {
  const cluster = startTestCluster()
  cluster.addNode('near')
  cluster.addNode('far')
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['near'] }]
  const label = { metadata: { labels: { 'kubernetes.io/hostname': 'near' } } }
  cluster.client.patch('nodes', undefined, 'near', 'merge', label)
  addVolume(cluster, { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } })
  const annotations = { 'pv.kubernetes.io/bind-completed': 'yes' }
  const metadata = { ...CLAIM.metadata, annotations }
  cluster.client.create('persistentvolumeclaims', { ...CLAIM, metadata, spec: { ...CLAIM.spec, volumeName: 'pv-1' } })
  for (const name of ['one', 'two', 'three']) cluster.addPod(name, USING_IT)
  cluster.settle()
  expect(['one', 'two', 'three'].map(name => cluster.nodeOf(name))).toEqual(['near', 'near', 'near'])
  cluster.client.patch('persistentvolumes', undefined, 'pv-1', 'merge', { metadata: { finalizers: null } })
  cluster.client.delete('persistentvolumes', undefined, 'pv-1')
  cluster.settle()
  cluster.addPod('late', USING_IT)
  cluster.settle()
  expect(cluster.message('late')).toContain(
    '2 node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)',
  )
})
