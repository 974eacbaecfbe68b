import { describe, expect, it } from 'vitest'
import { createEngine } from '../index'

const machines = ['worker-1', 'worker-2'].map(name => ({ name, booted: true }))

function usageOf(object: object | undefined): string {
  return JSON.stringify((object as { usage?: object } | undefined)?.usage)
}

describe('the Metrics API', () => {
  it('has a figure for every node whose kubelet answers, the same within its window', () => {
    const engine = createEngine({ seed: 1, machines })
    const client = engine.client('test')
    engine.runUntil(20_000)
    const before = client.list('nodes.metrics.k8s.io')
    expect(before.map(({ metadata }) => metadata.name)).toEqual(['worker-1', 'worker-2'])
    engine.runUntil(25_000)
    expect(usageOf(client.list('nodes.metrics.k8s.io')[0])).toBe(usageOf(before[0]))
    engine.runUntil(40_000)
    expect(usageOf(client.list('nodes.metrics.k8s.io')[0])).not.toBe(usageOf(before[0]))
    engine.machines.powerOff('worker-1')
    expect(client.list('nodes.metrics.k8s.io').map(({ metadata }) => metadata.name)).toEqual(['worker-2'])
  })

  it('is not there while all kubelets are held', () => {
    const engine = createEngine({ seed: 1, machines })
    const served = () =>
      engine
        .client('test')
        .resourceTypes()
        .some(({ group }) => group === 'metrics.k8s.io')
    expect(served()).toBe(true)
    engine.machines.hold()
    expect(served()).toBe(false)
  })
})
