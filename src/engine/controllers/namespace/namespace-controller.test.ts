import { describe, expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import { namespaceConditions } from './namespace-conditions'
import { startNamespaceController } from './namespace-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  startNamespaceController(cluster.context('namespace-controller'))
  cluster.client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
  cluster.settle()
  return cluster
}

const names = (cluster: TestCluster) => cluster.client.list('namespaces').map(object => object.metadata.name)

describe('deleting a namespace', () => {
  it('takes its content with it', () => {
    const cluster = start()
    cluster.client.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'team' },
    })
    cluster.client.delete('namespaces', undefined, 'team')
    expect(cluster.get('namespaces', 'team').status).toMatchObject({ phase: 'Terminating' })
    cluster.wait(6_000)
    expect(names(cluster)).not.toContain('team')
    expect(cluster.client.list('configmaps', { namespace: 'team' })).toEqual([])
  })

  it('waits for pods that are still terminating, before it touches anything else', () => {
    const cluster = start()
    cluster.addPod('agent', { nodeName: 'a' }, { namespace: 'team' })
    cluster.client.delete('namespaces', undefined, 'team')
    cluster.wait(10_000)
    expect(names(cluster)).toContain('team')
    expect(cluster.exists('configmaps', 'kube-root-ca.crt', 'team')).toBe(true)
    cluster.confirm()
    cluster.wait(20_000)
    expect(names(cluster)).not.toContain('team')
  })
})

describe('namespaceConditions', () => {
  it('say what is left, and which finalizers hold it', () => {
    const remaining = [{ resource: 'configmaps', count: 2, finalizers: new Map([['example.com/hold', 1]]) }]
    const conditions = namespaceConditions([], remaining, 0).filter(condition => condition.status === 'True')
    expect(conditions.map(condition => condition.message)).toEqual([
      'Some resources are remaining: configmaps. has 2 resource instances',
      'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    ])
  })
})
