import { expect, it } from 'vitest'
import { decodeBase64 } from '../../../k8s/base64'
import type { NewObject } from '../../../k8s/object'
import { TestCluster } from '../test-cluster'
import { startTokenController } from './token-controller'

const NAME = 'kubernetes.io/service-account.name'

function start(): TestCluster {
  const cluster = new TestCluster()
  startTokenController(cluster.context('tokens-controller'))
  return cluster
}

function addAccount(cluster: TestCluster, more: Partial<NewObject> = {}): void {
  const metadata = { name: 'robot', namespace: 'default' }
  cluster.client.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata, ...more })
}

function addTokenSecret(cluster: TestCluster): void {
  const metadata = { name: 'robot-token', namespace: 'default', annotations: { [NAME]: 'robot' } }
  const type = 'kubernetes.io/service-account-token'
  cluster.client.create('secrets', { apiVersion: 'v1', kind: 'Secret', metadata, type })
  cluster.settle()
}

const dataOf = (cluster: TestCluster) => cluster.get('secrets', 'robot-token').data as Readonly<Record<string, string>>
const claimsOf = (token: string): unknown => JSON.parse(decodeBase64(decodeBase64(token)?.split('.')[1] ?? '') ?? '')

// Recorded: what is said below, and that there is no ca.crt where the controller manager has no certificate.
it('a token Secret is filled, and says whose it is', () => {
  const cluster = start()
  addAccount(cluster)
  addTokenSecret(cluster)
  const { token = '', ...others } = dataOf(cluster)
  expect(others).toEqual({ namespace: 'ZGVmYXVsdA==' })
  const { uid } = cluster.get('serviceaccounts', 'robot').metadata
  expect(cluster.get('secrets', 'robot-token').metadata.annotations).toEqual({
    [NAME]: 'robot',
    'kubernetes.io/service-account.uid': uid,
  })
  expect(claimsOf(token)).toMatchObject({
    'kubernetes.io/serviceaccount/service-account.uid': uid,
    sub: 'system:serviceaccount:default:robot',
  })
})

it('a token that is taken out comes back', () => {
  const cluster = start()
  addAccount(cluster)
  addTokenSecret(cluster)
  const { token } = dataOf(cluster)
  cluster.client.patch('secrets', 'default', 'robot-token', 'merge', { data: { token: null } })
  cluster.settle()
  expect(dataOf(cluster).token).toBe(token)
})

it('a token Secret without its account is deleted: at once, with the account, and with another of the name', () => {
  const cluster = start()
  addTokenSecret(cluster)
  expect(cluster.exists('secrets', 'robot-token', 'default')).toBe(false)
  addAccount(cluster)
  addTokenSecret(cluster)
  cluster.client.delete('serviceaccounts', 'default', 'robot')
  cluster.settle()
  expect(cluster.exists('secrets', 'robot-token', 'default')).toBe(false)
  addAccount(cluster)
  addTokenSecret(cluster)
  cluster.client.delete('serviceaccounts', 'default', 'robot')
  addAccount(cluster)
  cluster.settle()
  expect(cluster.exists('secrets', 'robot-token', 'default')).toBe(false)
})

it('other Secrets are left alone', () => {
  const cluster = start()
  const metadata = { name: 'robot-token', namespace: 'default' }
  cluster.client.create('secrets', { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque' })
  cluster.settle()
  expect(cluster.get('secrets', 'robot-token').metadata.annotations).toBeUndefined()
})

it('an account does not name a token Secret any more that is gone', () => {
  const cluster = start()
  addAccount(cluster, { secrets: [{ name: 'robot-token' }, { name: 'other' }] })
  addTokenSecret(cluster)
  cluster.client.delete('secrets', 'default', 'robot-token')
  cluster.settle()
  expect(cluster.get('serviceaccounts', 'robot').secrets).toEqual([{ name: 'other' }])
})
