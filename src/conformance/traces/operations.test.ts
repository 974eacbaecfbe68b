import { expect, it } from 'vitest'
import type { NewObject } from '../../k8s/object'
import { perform } from './operations'
import type { Trace } from './trace'
import { TraceCluster } from './trace-cluster'

it('applies objects one after the other: the first DaemonSet has its Pod when the second, more important one comes', () => {
  const node = {
    name: 'w1',
    group: 'w',
    labels: {},
    taints: [],
    unschedulable: false,
    cpu: '1',
    memory: '8Gi',
    pods: '9',
  }
  const cluster = new TraceCluster({ name: '', about: '', nodes: [node], steps: [] } satisfies Trace)
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
