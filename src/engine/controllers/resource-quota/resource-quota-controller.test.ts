import { describe, expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import { startResourceQuotaController } from './resource-quota-controller'

describe('the resource quota controller', () => {
  it('counts what is there, and again when something goes', () => {
    const cluster = new TestCluster()
    cluster.addPod('one', {})
    cluster.addPod('two', {})
    startResourceQuotaController(cluster.context('resourcequota-controller'))
    cluster.client.create('resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'default' },
      spec: { hard: { pods: '5', 'requests.cpu': '1' } },
    })
    cluster.settle()
    const status = () => cluster.get('resourcequotas', 'small').status
    expect(status()).toEqual({ hard: { pods: '5', 'requests.cpu': '1' }, used: { pods: '2', 'requests.cpu': '0' } })
    cluster.client.delete('pods', 'default', 'one', { gracePeriodSeconds: 0 })
    cluster.settle()
    expect(status()).toMatchObject({ used: { pods: '1' } })
  })
})
