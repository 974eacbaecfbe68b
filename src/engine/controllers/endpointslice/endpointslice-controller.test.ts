import { describe, expect, it } from 'vitest'
import { TestCluster } from '../test-cluster'
import type { EndpointSlice } from './endpoints-of-service'
import { startEndpointSliceController } from './endpointslice-controller'

function start(): TestCluster {
  const cluster = new TestCluster()
  startEndpointSliceController(cluster.context('endpointslice-controller'))
  cluster.client.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      clusterIP: '10.96.0.10',
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  })
  cluster.settle()
  return cluster
}

function addPod(cluster: TestCluster, name: string, podIP: string, spec: object = {}): void {
  const ports = [{ name: 'http', containerPort: 8080, protocol: 'TCP' }]
  cluster.addPod(
    name,
    { nodeName: 'a', containers: [{ name: 'main', image: 'web:1', ports }], ...spec },
    { labels: { app: 'web' } },
  )
  cluster.client.patch('pods', 'default', name, 'merge', { status: { podIP } }, { subresource: 'status' })
  cluster.settle()
}

const slices = (cluster: TestCluster) => cluster.client.list('endpointslices.discovery.k8s.io') as EndpointSlice[]
const summary = (cluster: TestCluster) =>
  slices(cluster)
    .flatMap(slice => slice.endpoints ?? [])
    .map(({ addresses, conditions }) => `${addresses} ${conditions.ready}`)

describe('a Service with a selector', () => {
  it('has an empty slice before there are pods', () => {
    expect(slices(start())).toMatchObject([
      { endpoints: [], metadata: { labels: { 'kubernetes.io/service-name': 'web' } } },
    ])
  })

  it('tells the names of those that name it as their subdomain', () => {
    const cluster = start()
    addPod(cluster, 'web-0', '10.0.0.1', { hostname: 'web-0', subdomain: 'web' })
    addPod(cluster, 'other', '10.0.0.2', { hostname: 'other', subdomain: 'db' })
    const names = slices(cluster).flatMap(slice => (slice.endpoints ?? []).map(({ hostname }) => hostname))
    expect(names).toEqual(['web-0', undefined])
    const [endpoints] = cluster.client.list('endpoints') as unknown as { subsets: { addresses: object[] }[] }[]
    expect(JSON.stringify(endpoints?.subsets)).toContain('"hostname":"web-0"')
  })

  it('lists its pods with their addresses, and whether they are ready', () => {
    const cluster = start()
    addPod(cluster, 'a', '10.0.0.1')
    addPod(cluster, 'b', '10.0.0.2')
    expect(summary(cluster)).toEqual(['10.0.0.1 false', '10.0.0.2 false'])
    cluster.run(cluster.pods().slice(0, 1))
    expect(summary(cluster)).toEqual(['10.0.0.1 true', '10.0.0.2 false'])
    expect(slices(cluster)).toMatchObject([{ ports: [{ port: 8080, protocol: 'TCP' }] }])
  })

  it('does not send traffic to a pod that terminates', () => {
    const cluster = start()
    addPod(cluster, 'a', '10.0.0.1')
    cluster.run()
    cluster.client.delete('pods', 'default', 'a')
    cluster.settle()
    const [slice] = slices(cluster)
    expect(slice?.endpoints).toMatchObject([{ conditions: { ready: false, serving: true, terminating: true } }])
  })

  it('spreads many pods over several slices', () => {
    const cluster = start()
    for (let i = 0; i < 101; i++) addPod(cluster, `pod-${i}`, `10.0.1.${i}`)
    expect(
      slices(cluster)
        .map(slice => slice.endpoints?.length)
        .sort(),
    ).toEqual([1, 100])
  })

  it('keeps the old Endpoints object too, with the ready and the other addresses apart, and removes it', () => {
    const cluster = start()
    addPod(cluster, 'a', '10.0.0.2')
    addPod(cluster, 'b', '10.0.0.1')
    cluster.run(cluster.pods().slice(0, 1))
    expect(cluster.get('endpoints', 'web').subsets).toMatchObject([
      { addresses: [{ ip: '10.0.0.2' }], notReadyAddresses: [{ ip: '10.0.0.1' }], ports: [{ port: 8080 }] },
    ])
    cluster.client.delete('services', 'default', 'web')
    cluster.settle()
    expect(cluster.exists('endpoints', 'web')).toBe(false)
  })

  it('says when what changed last had happened', () => {
    const cluster = start()
    const changedAt = () =>
      slices(cluster)[0]?.metadata.annotations?.['endpoints.kubernetes.io/last-change-trigger-time']
    expect(changedAt()).toBe('2026-01-01T00:00:00Z')
    addPod(cluster, 'a', '10.0.0.1')
    expect(changedAt()).toBeUndefined()
    cluster.wait(5_000)
    cluster.run()
    expect(changedAt()).toBe('2026-01-01T00:00:05Z')
  })
})
