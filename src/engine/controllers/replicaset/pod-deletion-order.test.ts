import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../k8s/pod'
import { toTimestamp } from '../../../k8s/time'
import { choosePodsToDelete } from './pod-deletion-order'

const HOUR = 3_600_000
const NOW = 12 * HOUR

interface Shape {
  node?: string
  phase?: string
  readySince?: number
  created?: number
  cost?: string
  restarts?: number
}

function pod(name: string, { node, phase = 'Running', readySince, created = 0, cost, restarts = 0 }: Shape): Pod {
  const conditions =
    readySince === undefined
      ? []
      : [{ type: 'Ready', status: 'True' as const, lastTransitionTime: toTimestamp(readySince) }]
  const annotations: Record<string, string> =
    cost === undefined ? {} : { 'controller.kubernetes.io/pod-deletion-cost': cost }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: toTimestamp(created), annotations },
    spec: { containers: [], ...(node === undefined ? {} : { nodeName: node }) },
    status: {
      phase,
      conditions,
      containerStatuses: [{ name: 'main', image: 'main', imageID: '', ready: true, restartCount: restarts }],
    },
  }
}

/** Which of the two goes first. */
const first = (a: Shape, b: Shape) => {
  const pods = [pod('a', a), pod('b', b)]
  return choosePodsToDelete(pods, pods, 1, NOW)[0]?.metadata.name
}

describe('when there are too many pods, the first to go is', () => {
  it('one that has no node yet', () => {
    expect(first({ node: 'n1', phase: 'Pending' }, { phase: 'Pending' })).toBe('b')
  })

  it('one that has not started', () => {
    expect(first({ node: 'n1' }, { node: 'n2', phase: 'Pending' })).toBe('b')
  })

  it('one that is not ready', () => {
    expect(first({ node: 'n1', readySince: 0 }, { node: 'n2' })).toBe('b')
  })

  it('the one that somebody said costs less, and nonsense costs nothing', () => {
    expect(first({ node: 'n1', readySince: 0, cost: '10' }, { node: 'n2', readySince: 0, cost: '-1' })).toBe('b')
    expect(first({ node: 'n1', readySince: 0, cost: '10' }, { node: 'n2', readySince: 0, cost: '007' })).toBe('b')
  })

  it('one that shares its node with others of its kind', () => {
    const pods = [
      pod('a', { node: 'n1', readySince: 0 }),
      pod('b', { node: 'n2', readySince: 0 }),
      pod('c', { node: 'n2', readySince: 0 }),
    ]
    expect(choosePodsToDelete(pods, pods, 1, NOW)[0]?.spec.nodeName).toBe('n2')
  })

  it('the one that has been ready for a much shorter time', () => {
    expect(first({ node: 'n1', readySince: HOUR }, { node: 'n2', readySince: 9 * HOUR })).toBe('b')
  })

  it('any of two that have been ready for about as long: the uid decides', () => {
    expect(first({ node: 'n1', readySince: 0 }, { node: 'n2', readySince: HOUR })).toBe('a')
    expect(first({ node: 'n1', readySince: HOUR }, { node: 'n2', readySince: 0 })).toBe('a')
  })

  it('the one that restarted more often', () => {
    expect(first({ node: 'n1', restarts: 1 }, { node: 'n2', restarts: 5 })).toBe('b')
  })

  it('the younger one', () => {
    expect(first({ node: 'n1', created: HOUR }, { node: 'n2', created: 9 * HOUR })).toBe('b')
  })
})
