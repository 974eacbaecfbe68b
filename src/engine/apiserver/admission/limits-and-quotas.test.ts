import { describe, expect, it } from 'vitest'
import { daemonSet, pod, refusal, startServer } from '../test-server'
import { addQuota, create, withResources } from './test-objects'

describe('limit ranges', () => {
  function withRange(limits: readonly unknown[]) {
    const { client } = startServer()
    client.create('limitranges', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'lr' }, spec: { limits } })
    return client
  }

  it('fill in requests and limits and say so', () => {
    const client = withRange([
      { type: 'Container', max: { cpu: '1' }, min: { cpu: '100m' }, default: { memory: '64Mi' } },
    ])
    const created = create(client)
    expect(created.spec.containers[0]?.resources).toEqual({
      limits: { cpu: '1', memory: '64Mi' },
      requests: { cpu: '1', memory: '64Mi' },
    })
    expect(created.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container main; cpu, memory limit for container main',
    })
  })

  it('refuse what is outside of them', () => {
    const client = withRange([
      { type: 'Container', max: { cpu: '1' }, min: { cpu: '100m' }, maxLimitRequestRatio: { cpu: '2' } },
      { type: 'Pod', max: { cpu: '1' } },
    ])
    expect(refusal(() => create(client, withResources('web', { cpu: '50m' }, { cpu: '2' })))).toBe(
      '403 Forbidden: pods "web" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 1, but limit is 2, cpu max limit to request ratio per Container is 2, but provided ratio is 40.000000, maximum cpu usage per Pod is 1, but limit is 2]',
    )
  })
})

it('limits of several resources are told of in an order that is chance', () => {
  const firstNamed = (seed: number) => {
    const { client } = startServer(seed)
    const limits = [{ type: 'Container', max: { cpu: '1', memory: '1Gi' } }]
    client.create('limitranges', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'lr' }, spec: { limits } })
    const large = withResources('web', {}, { cpu: '2', memory: '2Gi' })
    return /maximum (\w+)/.exec(refusal(() => create(client, large)))?.[1]
  }
  const seeds = Array.from({ length: 60 }, (_, seed) => seed)
  expect(new Set(seeds.map(firstNamed))).toEqual(new Set(['cpu', 'memory']))
})

describe('quotas', () => {
  it('count what is let in, in the same transaction', () => {
    const { client, store } = startServer()
    addQuota(client, 'q', { hard: { pods: '1', cpu: '1' } })
    const changes: number[] = []
    store.onChange(change => changes.push(change.updated.length + change.added.length))
    create(client, withResources('a', { cpu: '400m' }))
    expect(changes).toEqual([2])
    expect(client.get('resourcequotas', 'default', 'q')).toMatchObject({ status: { used: { pods: '1', cpu: '400m' } } })
  })

  it.each([
    [{ pods: '0' }, pod('web'), 'exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0'],
    [
      { 'requests.cpu': '50m', 'limits.memory': '64Mi' },
      withResources('web', { cpu: '100m' }, { memory: '128Mi' }),
      'exceeded quota: q, requested: limits.memory=128Mi,requests.cpu=100m, used: limits.memory=0,requests.cpu=0, limited: limits.memory=64Mi,requests.cpu=50m',
    ],
    [
      { cpu: '1', 'limits.memory': '1Gi' },
      pod('web'),
      'failed quota: q: must specify cpu for: main; limits.memory for: main',
    ],
  ])('%j refuses', (hard, object, why) => {
    const { client } = startServer()
    addQuota(client, 'q', { hard })
    expect(refusal(() => create(client, object))).toBe(`403 Forbidden: pods "web" is forbidden: ${why}`)
  })

  it('count objects of any kind', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { 'count/daemonsets.apps': '0' } })
    expect(refusal(() => client.create('daemonsets.apps', daemonSet('agent')))).toBe(
      '403 Forbidden: daemonsets.apps "agent" is forbidden: exceeded quota: q, requested: count/daemonsets.apps=1, used: count/daemonsets.apps=0, limited: count/daemonsets.apps=0',
    )
  })

  it('all ask for amounts before one looks for room', () => {
    const { client } = startServer()
    addQuota(client, 'a', { hard: { pods: '0' } })
    addQuota(client, 'b', { hard: { cpu: '1' } })
    expect(refusal(() => create(client, pod('web')))).toMatch(/failed quota: b: must specify cpu/)
  })

  it('refuse in an order that is chance, the same for the same seed', () => {
    const firstToRefuse = (seed: number) => {
      const { client } = startServer(seed)
      for (const name of ['a', 'b', 'c']) addQuota(client, name, { hard: { pods: '0' } })
      return /exceeded quota: (\w)/.exec(refusal(() => create(client, pod('web'))))?.[1]
    }
    const seeds = Array.from({ length: 100 }, (_, seed) => seed)
    expect(new Set(seeds.map(firstToRefuse))).toEqual(new Set(['a', 'b', 'c']))
    expect(seeds.map(firstToRefuse)).toEqual(seeds.map(firstToRefuse))
  })

  it('count devices and huge pages', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { 'requests.example.com/gpu': '0' } })
    const device = { 'example.com/gpu': '1' }
    expect(refusal(() => create(client, withResources('web', device, device)))).toMatch(/requests.example.com\/gpu=1/)
  })

  it('may be for some pods only', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { pods: '0' }, scopes: ['BestEffort'] })
    expect(refusal(() => create(client, pod('poor')))).toMatch(/exceeded quota/)
    expect(refusal(() => create(client, withResources('rich', { cpu: '1' })))).toBe('accepted')
  })
})
