import { expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import { startServiceAccountController } from './service-account-controller'

it('the default account and the certificate come back when they are deleted', () => {
  const cluster = new TestCluster()
  startServiceAccountController(cluster.context('service-account-controller'))
  const before = cluster.get('serviceaccounts', 'default').metadata.uid
  cluster.client.delete('serviceaccounts', 'default', 'default')
  cluster.client.delete('configmaps', 'default', 'kube-root-ca.crt')
  expect(cluster.exists('serviceaccounts', 'default', 'default')).toBe(false)
  cluster.settle()
  expect(cluster.get('serviceaccounts', 'default').metadata.uid).not.toBe(before)
  expect(cluster.exists('configmaps', 'kube-root-ca.crt', 'default')).toBe(true)
})
