import { describe, expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { nextEviction } from './eviction'

function pod(name: string, memory?: string, priority?: number): Pod {
  const resources = memory === undefined ? {} : { resources: { requests: { memory } } }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: {
      containers: [{ name: 'app', image: 'app:1', ...resources }],
      ...(priority === undefined ? {} : { priority }),
    },
    status: { phase: 'Running' },
  }
}

/** The names in the order in which they would be evicted. */
function order(pods: readonly Pod[]): string[] {
  const next = nextEviction(pods, 'memory')
  return next === undefined ? [] : [next.pod.metadata.name, ...order(pods.filter(one => one !== next.pod))]
}

describe('eviction under pressure', () => {
  it('takes pods beyond their requests first, then lower priority, then those furthest beyond', () => {
    const pods = [pod('modest', '1Gi'), pod('some', '32Mi'), pod('none'), pod('important', undefined, 100)]
    expect(order(pods)).toEqual(['none', 'some', 'important', 'modest'])
  })

  it('leaves critical pods alone', () => {
    expect(order([pod('agent', undefined, 2_000_000_000)])).toEqual([])
  })

  it('names the containers that use more than they asked for', () => {
    expect(nextEviction([pod('web', '32Mi')], 'memory')?.message).toBe(
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 81Mi. ' +
        'Container app was using 65536Ki, request is 32Mi, has larger consumption of memory. ',
    )
    expect(nextEviction([pod('web', '1Gi')], 'memory')?.message).toBe(
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 81Mi. ',
    )
  })
})
