import { expect, it } from 'vitest'
import type { NewObject } from '../../k8s/object'
import { perform } from './operations'
import type { Trace, TraceNode } from './trace'
import { recordersEngine, TraceCluster } from './trace-cluster'

function nodeOf(name: string, cpu = '4'): TraceNode {
  return { name, group: 'w', labels: {}, taints: [], unschedulable: false, cpu, memory: '8Gi', pods: '9' }
}

it('applies objects one after the other: the first DaemonSet has its Pod when the second, more important one comes', () => {
  const cluster = new TraceCluster({ name: '', about: '', nodes: [nodeOf('w1', '1')], steps: [] } satisfies Trace)
  const priority = (name: string, value: number): NewObject => {
    const type = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' }
    return { ...type, metadata: { name }, value }
  }
  const daemonSet = (name: string): NewObject => {
    const resources = { requests: { cpu: '600m' } }
    const spec = { priorityClassName: name, containers: [{ name: 'main', image: 'main:1', resources }] }
    const template = { metadata: { labels: { app: name } }, spec }
    return {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name },
      spec: { selector: { matchLabels: { app: name } }, template },
    }
  }
  const objects = [priority('low', 1), priority('high', 9), daemonSet('low'), daemonSet('high')]
  expect(perform(cluster, { op: 'apply', objects })).toBeUndefined()
  cluster.settle()
  expect(cluster.nodeText(cluster.pods())).toBe('high r1 unbound; low r1 terminating unready')
})

/** Where a Pod goes that waits for either of two nodes, when the taints of both are taken away. */
function firstChoices(writes: number): Set<string | undefined> {
  const trace = { name: '', about: '', nodes: [nodeOf('w1'), nodeOf('w2')], steps: [] } satisfies Trace
  const choices = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => {
    const cluster = new TraceCluster(trace, recordersEngine(trace, '1.36', seed), { writes, pods: 15, quiet: 0 })
    perform(cluster, { op: 'taint', group: 'w', taints: [{ key: 'a', effect: 'NoSchedule' }] })
    const spec = { containers: [{ name: 'main', image: 'main:1' }] }
    perform(cluster, { op: 'apply', object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec } })
    cluster.wait(3)
    perform(cluster, { op: 'taint', group: 'w', taints: [] })
    cluster.settle()
    return cluster.pods()[0]?.spec.nodeName
  })
  return new Set(choices)
}

it('changes nodes at once or, at a pace, one after the other so that the scheduler sees the first alone', () => {
  expect(firstChoices(0)).toEqual(new Set(['w1', 'w2']))
  expect(firstChoices(15)).toEqual(new Set(['w1']))
})
