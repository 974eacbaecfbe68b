import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../../k8s/event'
import type { Claim, Volume } from '../../runtime/volume-objects'
import { TestCluster } from '../test-cluster'
import { startPersistentVolumeController } from './persistent-volume-controller'
import { startClaimProtection } from './protection-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  startPersistentVolumeController(cluster.context('persistentvolume-controller'))
  startClaimProtection(cluster.context('pvc-protection-controller'))
  return cluster
}

function addClaim(cluster: TestCluster, storageClassName?: string, name = 'data', volumeName?: string): void {
  const resources = { requests: { storage: '1Gi' } }
  const more = { ...(storageClassName ? { storageClassName } : {}), ...(volumeName ? { volumeName } : {}) }
  const spec = { accessModes: ['ReadWriteOnce'], resources, ...more }
  const metadata = { name, namespace: 'default' }
  cluster.client.create('persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec })
  cluster.settle()
}

function addVolume(cluster: TestCluster, name: string, more: Readonly<Record<string, unknown>> = {}): void {
  const size = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] }
  const spec = { ...size, hostPath: { path: '/data' }, ...more }
  cluster.client.create('persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec })
  cluster.settle()
}

function volume(cluster: TestCluster, name: string): Volume {
  return cluster.client.get('persistentvolumes', undefined, name) as Volume
}

function addClass(cluster: TestCluster, more: Record<string, string>): void {
  const metadata = { name: 'fast' }
  const object = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, ...more }
  cluster.client.create('storageclasses.storage.k8s.io', object)
  cluster.settle()
}

function remarks(cluster: TestCluster): readonly string[] {
  const events = cluster.client.list('events', { namespace: 'default' }) as readonly EventObject[]
  return events.map(({ type, reason, message, count }) => `${type} ${reason} x${count}: ${message}`)
}

describe('the persistent volume controller', () => {
  // Recorded: conformance's real cluster without volumes.
  it('says every 15 seconds that a claim without a class has no volume', () => {
    const cluster = start()
    addClaim(cluster)
    const message = 'no persistent volumes available for this claim and no storage class is set'
    expect(remarks(cluster)).toEqual([`Normal FailedBinding x1: ${message}`])
    cluster.wait(30_000)
    expect(remarks(cluster)).toEqual([`Normal FailedBinding x3: ${message}`])
    cluster.client.delete('persistentvolumeclaims', 'default', 'data')
    cluster.wait(60_000)
    // The deletion was a last look.
    expect(remarks(cluster)).toEqual([`Normal FailedBinding x4: ${message}`])
  })

  it('misses the class that the claim names', () => {
    const cluster = start()
    addClaim(cluster, 'fast')
    expect(remarks(cluster)).toEqual(['Warning ProvisioningFailed x1: storageclass.storage.k8s.io "fast" not found'])
  })

  it('waits for the provisioner of the class, or for the first consumer', () => {
    const external = start()
    addClass(external, { provisioner: 'example.com/disk' })
    addClaim(external, 'fast')
    expect(remarks(external).join()).toContain("the external provisioner 'example.com/disk' or manually")
    const late = start()
    addClass(late, { provisioner: 'example.com/disk', volumeBindingMode: 'WaitForFirstConsumer' })
    addClaim(late, 'fast')
    expect(remarks(late).join()).toContain('WaitForFirstConsumer')
  })
})

describe('claims and volumes made by hand', () => {
  it('takes the smallest volume that does, and none of another class', () => {
    const cluster = start()
    addVolume(cluster, 'large', { capacity: { storage: '9Gi' } })
    addVolume(cluster, 'small', { capacity: { storage: '2Gi' } })
    addVolume(cluster, 'tiny', { capacity: { storage: '1Mi' } })
    addVolume(cluster, 'other', { storageClassName: 'slow' })
    expect(volume(cluster, 'small').status?.phase).toBe('Available')
    addClaim(cluster)
    const claim = cluster.client.get('persistentvolumeclaims', 'default', 'data') as Claim
    expect(claim.spec.volumeName).toBe('small')
    expect(claim.status).toEqual({ phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' } })
    expect(claim.metadata.annotations).toMatchObject({ 'pv.kubernetes.io/bind-completed': 'yes' })
    const { spec, status } = volume(cluster, 'small')
    expect(spec.claimRef).toMatchObject({ kind: 'PersistentVolumeClaim', name: 'data', uid: claim.metadata.uid })
    expect(status?.phase).toBe('Bound')
    expect(remarks(cluster)).toEqual([])
  })

  it('gives two claims two volumes', () => {
    const cluster = start()
    for (const name of ['one', 'two']) addVolume(cluster, name)
    addClaim(cluster)
    addClaim(cluster, undefined, 'more')
    expect(['one', 'two'].map(name => volume(cluster, name).spec.claimRef?.name).sort()).toEqual(['data', 'more'])
  })

  it('looks again every 15 seconds for a volume that came later', () => {
    const cluster = start()
    addClaim(cluster)
    addVolume(cluster, 'late')
    expect(volume(cluster, 'late').status?.phase).toBe('Available')
    cluster.wait(15_000)
    expect(volume(cluster, 'late').status?.phase).toBe('Bound')
  })

  it('releases the volume of a deleted claim, and tells a claim whose volume is gone', () => {
    const cluster = start()
    addVolume(cluster, 'disk')
    addClaim(cluster)
    cluster.client.delete('persistentvolumeclaims', 'default', 'data')
    cluster.settle()
    expect(volume(cluster, 'disk').status?.phase).toBe('Released')
    addVolume(cluster, 'next')
    addClaim(cluster)
    cluster.client.patch('persistentvolumes', undefined, 'next', 'merge', { spec: { claimRef: null } })
    cluster.wait(15_000)
    expect(volume(cluster, 'next').spec.claimRef?.name).toBe('data')
    const noFinalizers = { metadata: { finalizers: null } }
    cluster.client.patch('persistentvolumes', undefined, 'next', 'merge', noFinalizers)
    cluster.client.delete('persistentvolumes', undefined, 'next')
    cluster.settle()
    expect(remarks(cluster).at(-1)).toContain('ClaimLost x1: Bound claim has lost its PersistentVolume.')
  })

  it('cannot delete a folder outside of /tmp', () => {
    const cluster = start()
    addVolume(cluster, 'disk', { persistentVolumeReclaimPolicy: 'Delete' })
    addClaim(cluster)
    cluster.client.delete('persistentvolumeclaims', 'default', 'data')
    cluster.settle()
    expect(volume(cluster, 'disk').status?.phase).toBe('Failed')
  })

  it('says what is wrong with the volume that a claim names', () => {
    const cluster = start()
    addVolume(cluster, 'disk', { capacity: { storage: '1Mi' } })
    addClaim(cluster, undefined, 'data', 'disk')
    const wrong = 'Warning VolumeMismatch x1: Cannot bind to requested volume "disk": requested PV is too small'
    expect(remarks(cluster)).toEqual([wrong])
  })
})
