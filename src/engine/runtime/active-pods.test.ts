import { describe, expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { toTimestamp } from '../../k8s/time'
import { compareActivePods, isPodActive } from './active-pods'

function pod(name: string, { phase = 'Running', node = 'n1', restarts = 0, created = 0 } = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: toTimestamp(created) },
    spec: { containers: [], ...(node === '' ? {} : { nodeName: node }) },
    status: {
      phase,
      containerStatuses: [{ name: 'main', image: 'main', imageID: '', ready: false, restartCount: restarts }],
    },
  }
}

describe('isPodActive', () => {
  it('leaves out what has ended', () => {
    expect(isPodActive(pod('a', { phase: 'Running' }))).toBe(true)
    expect(isPodActive(pod('a', { phase: 'Failed' }))).toBe(false)
    expect(isPodActive(pod('a', { phase: 'Succeeded' }))).toBe(false)
  })
})

describe('of two pods the one whose loss costs less comes first', () => {
  it.each([
    ['one without a node', pod('a', { phase: 'Pending', node: '' }), pod('b', { phase: 'Pending' })],
    ['one that has not started', pod('a', { phase: 'Pending' }), pod('b')],
    ['one that restarted more often', pod('a', { restarts: 2 }), pod('b')],
    ['the younger one', pod('a', { created: 5_000 }), pod('b')],
  ])('%s', (_, first, second) => {
    expect([second, first].sort(compareActivePods)[0]).toBe(first)
  })
})
