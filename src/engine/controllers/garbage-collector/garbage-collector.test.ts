import { describe, expect, it } from 'vitest'
import type { KubeObject, OwnerReference } from '../../../k8s/object'
import { TestCluster } from '../test-cluster'
import { decideGarbage } from './deletion-decision'
import { startGarbageCollector } from './garbage-collector'

function start(): TestCluster {
  const cluster = new TestCluster()
  startGarbageCollector(cluster.context('generic-garbage-collector'))
  return cluster
}

function create(cluster: TestCluster, name: string, owners: readonly KubeObject[] = [], block = false): KubeObject {
  const ownerReferences = owners.map(({ apiVersion, kind, metadata }) => ({
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    blockOwnerDeletion: block,
  }))
  const object = cluster.client.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default', ...(owners.length === 0 ? {} : { ownerReferences }) },
  })
  cluster.settle()
  return object
}

function remove(cluster: TestCluster, name: string, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): void {
  cluster.client.delete('configmaps', 'default', name, { propagationPolicy })
  cluster.settle()
}

const names = (cluster: TestCluster) =>
  // Each namespace is born with this one.
  cluster.client
    .list('configmaps', { namespace: 'default' })
    .map(object => object.metadata.name)
    .filter(name => name !== 'kube-root-ca.crt')

describe('background deletion', () => {
  it('removes the owner at once and all below it afterwards', () => {
    const cluster = start()
    const top = create(cluster, 'top')
    const middle = create(cluster, 'middle', [top])
    create(cluster, 'bottom', [middle])
    cluster.client.delete('configmaps', 'default', 'top', { propagationPolicy: 'Background' })
    expect(names(cluster)).toEqual(['bottom', 'middle'])
    cluster.settle()
    expect(names(cluster)).toEqual([])
  })

  it('keeps what still has another owner, without the reference to the one that is gone', () => {
    const cluster = start()
    const one = create(cluster, 'one')
    const two = create(cluster, 'two')
    create(cluster, 'shared', [one, two])
    remove(cluster, 'one', 'Background')
    expect(cluster.get('configmaps', 'shared').metadata.ownerReferences).toMatchObject([{ name: 'two' }])
  })

  it('collects an object whose owner never existed, or has another uid', () => {
    const cluster = start()
    const owner = create(cluster, 'owner')
    create(cluster, 'lost', [{ ...owner, metadata: { ...owner.metadata, uid: 'some-other' } }])
    expect(names(cluster)).toEqual(['owner'])
  })
})

describe('orphaning', () => {
  it('leaves the dependents behind without their reference', () => {
    const cluster = start()
    const owner = create(cluster, 'owner')
    create(cluster, 'child', [owner])
    remove(cluster, 'owner', 'Orphan')
    expect(names(cluster)).toEqual(['child'])
    expect(cluster.get('configmaps', 'child').metadata.ownerReferences).toBeUndefined()
  })
})

describe('foreground deletion', () => {
  it('keeps the owner until those that block it are gone', () => {
    const cluster = start()
    const owner = create(cluster, 'owner')
    create(cluster, 'child', [owner], true)
    cluster.client.patch('configmaps', 'default', 'child', 'merge', { metadata: { finalizers: ['example.com/hold'] } })
    remove(cluster, 'owner', 'Foreground')
    expect(names(cluster)).toEqual(['child', 'owner'])
    cluster.client.patch('configmaps', 'default', 'child', 'merge', { metadata: { finalizers: [] } })
    cluster.settle()
    expect(names(cluster)).toEqual([])
  })

  it('does not wait for those that do not block it', () => {
    const cluster = start()
    const owner = create(cluster, 'owner')
    create(cluster, 'child', [owner], false)
    cluster.client.patch('configmaps', 'default', 'child', 'merge', { metadata: { finalizers: ['example.com/hold'] } })
    remove(cluster, 'owner', 'Foreground')
    expect(names(cluster)).toEqual(['child'])
  })
})

describe('decideGarbage', () => {
  const object = { name: 'child', uid: 'child', resourceVersion: '1', creationTimestamp: '' }
  const owner = (name: string): OwnerReference => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid: name })

  it('keeps an object as long as one owner is there', () => {
    expect(decideGarbage(object, [[owner('a'), 'solid']], false).do).toBe('keep')
    expect(
      decideGarbage(
        object,
        [
          [owner('a'), 'solid'],
          [owner('b'), 'dangling'],
        ],
        false,
      ),
    ).toMatchObject({ do: 'drop-references', uids: ['b'] })
  })

  it('says why it deletes', () => {
    expect(decideGarbage(object, [[owner('a'), 'dangling']], false)).toMatchObject({
      do: 'delete',
      policy: 'Background',
      because: 'its owner is gone: ConfigMap a',
    })
  })

  it('passes the foreground on to what has dependents itself', () => {
    expect(decideGarbage(object, [[owner('a'), 'waiting']], true)).toMatchObject({ do: 'delete', policy: 'Foreground' })
    expect(decideGarbage(object, [[owner('a'), 'waiting']], false)).toMatchObject({
      do: 'delete',
      policy: 'Background',
    })
  })
})
