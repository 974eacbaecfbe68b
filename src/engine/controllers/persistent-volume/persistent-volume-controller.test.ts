import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../../k8s/event'
import { TestCluster } from '../test-cluster'
import { startPersistentVolumeController } from './persistent-volume-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  startPersistentVolumeController(cluster.context('persistentvolume-controller'))
  return cluster
}

function addClaim(cluster: TestCluster, storageClassName?: string): void {
  const resources = { requests: { storage: '1Gi' } }
  const spec = { accessModes: ['ReadWriteOnce'], resources, ...(storageClassName ? { storageClassName } : {}) }
  const metadata = { name: 'data', namespace: 'default' }
  cluster.client.create('persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec })
  cluster.settle()
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
    expect(remarks(cluster)).toEqual([`Normal FailedBinding x3: ${message}`])
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

  it('keeps silent while there are volumes made by hand', () => {
    const cluster = start()
    const spec = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/data' } }
    const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec }
    cluster.client.create('persistentvolumes', volume)
    cluster.settle()
    addClaim(cluster)
    expect(remarks(cluster)).toEqual([])
  })
})
