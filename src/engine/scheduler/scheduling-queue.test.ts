import { beforeEach, describe, expect, it } from 'vitest'
import type { PluginName } from './plugin'
import { isWorthTrying } from './queueing-hints'
import { type QueuedPod, SchedulingQueue } from './scheduling-queue'
import { nodeObject, podObject } from './test-cluster'

const FIT = new Set<PluginName>(['NodeResourcesFit'])
const NONE = new Set<PluginName>()

let now = 0
let queue: SchedulingQueue

beforeEach(() => {
  now = 0
  queue = new SchedulingQueue({
    now: () => now,
    wake: () => {},
    isPreempting: () => false,
    isWorthTrying,
    cutsBackoffShort: true,
  })
})

function popName(): string | undefined {
  return queue.pop()?.pod.metadata.name
}

function failed(name: string, rejectors: ReadonlySet<PluginName>): void {
  queue.add(podObject(name, { cpu: '1' }))
  const queued = queue.pop() as QueuedPod
  queue.putBack(queued, queued.pod, rejectors)
}

describe('SchedulingQueue', () => {
  it('gives Pods by priority, then in the order of their coming', () => {
    queue.add(podObject('first'))
    queue.add(podObject('second'))
    queue.add(podObject('vip', { priority: 5 }))
    queue.add(podObject('gone'))
    queue.delete('uid-gone')
    expect([popName(), popName(), popName(), popName()]).toEqual(['vip', 'first', 'second', undefined])
  })

  it('wakes an unschedulable Pod only for what its rejectors care about', () => {
    failed('large', FIT)
    queue.moveAll({ kind: 'pod-placed', pod: podObject('other') })
    queue.moveAll({ kind: 'node', node: nodeObject('tiny', { cpu: '1m' }) })
    expect(queue.isReady).toBe(false)
    queue.moveAll({ kind: 'node', node: nodeObject('big') })
    expect(popName()).toBe('large')
  })

  it('prefers fresh Pods over those that failed a moment ago', () => {
    failed('again', FIT)
    queue.moveAll({ kind: 'pod-gone', pod: podObject('other') })
    queue.add(podObject('fresh'))
    expect([popName(), popName()]).toEqual(['fresh', 'again'])
  })

  it('lets a Pod that failed by an error wait 1 s, 2 s, … 10 s', () => {
    failed('unlucky', NONE)
    const waits: number[] = []
    for (let attempt = 0; attempt < 6; attempt++) {
      const since = now
      while (!queue.isReady) now += 1_000
      waits.push(now - since)
      const queued = queue.pop() as QueuedPod
      queue.putBack(queued, queued.pod, NONE)
    }
    // The pause, rounded up to the next look at the queue.
    expect(waits).toEqual([2_000, 3_000, 5_000, 9_000, 11_000, 11_000])
  })

  it('forgets nothing: after five minutes every Pod is tried again', () => {
    failed('stuck', FIT)
    now = 299_000
    queue.flush()
    expect(queue.isReady).toBe(false)
    now = 300_000
    queue.flush()
    expect(popName()).toBe('stuck')
  })
})
