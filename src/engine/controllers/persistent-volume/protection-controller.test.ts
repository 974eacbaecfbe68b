import { expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import { startClaimProtection, startVolumeProtection } from './protection-controller'

const SPEC = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

it('keeps a deleted claim until the Pod that uses it is gone', () => {
  const cluster = new TestCluster()
  startClaimProtection(cluster.context('pvc-protection-controller'))
  cluster.addNode('a')
  const metadata = { name: 'data', namespace: 'default' }
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: SPEC }
  cluster.client.create('persistentvolumeclaims', claim)
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }]
  cluster.addPod('web', { nodeName: 'a', volumes })
  cluster.client.delete('persistentvolumeclaims', 'default', 'data')
  cluster.settle()
  expect(cluster.client.list('persistentvolumeclaims')).toHaveLength(1)
  cluster.client.delete('pods', 'default', 'web', { gracePeriodSeconds: 0 })
  cluster.settle()
  expect(cluster.client.list('persistentvolumeclaims')).toHaveLength(0)
})

it('keeps a deleted volume while a claim has it', () => {
  const cluster = new TestCluster()
  startVolumeProtection(cluster.context('pv-protection-controller'))
  const spec = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/data' } }
  for (const [name, phase] of [
    ['bound', 'Bound'],
    ['free', 'Available'],
  ] as const) {
    cluster.client.create('persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec })
    cluster.client.patch(
      'persistentvolumes',
      undefined,
      name,
      'merge',
      { status: { phase } },
      { subresource: 'status' },
    )
    cluster.client.delete('persistentvolumes', undefined, name)
  }
  cluster.settle()
  expect(cluster.client.list('persistentvolumes').map(({ metadata }) => metadata.name)).toEqual(['bound'])
})
