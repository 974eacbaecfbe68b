import { expect, it } from 'vitest'
import { replayTrace } from './replay-trace'
import type { Operation, Trace } from './trace'

const node = (name: string) => {
  const machine = { group: 'w', labels: {}, taints: [], unschedulable: false, cpu: '4', memory: '8Gi', pods: '110' }
  return { name, ...machine }
}

const daemonSet = (image: string): Operation => ({
  op: 'apply',
  object: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'app' },
    spec: {
      selector: { matchLabels: { app: 'app' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { metadata: { labels: { app: 'app' } }, spec: { containers: [{ name: 'main', image }] } },
    },
  },
})

/** A rollout with surge is overtaken by another, so that the node that has a surplus Pod is not like the others. */
function overtaken(pods: readonly string[]): Trace {
  const steps = [daemonSet('app:1'), { op: 'run', sel: {} } as const, daemonSet('app:2'), daemonSet('app:3')]
  const nothing = {} as Trace['steps'][number]['after']
  const last = steps.length - 1
  return {
    name: 'overtaken',
    about: '',
    nodes: [node('w1'), node('w2'), node('w3')],
    steps: steps.map((step, index) => ({
      do: step,
      notCompared: ['events'],
      after: index === last ? { ...nothing, events: [], pods: { w: pods } } : { ...nothing, events: [] },
    })),
  }
}

it('a recording is one draw of what is chance in Kubernetes: either choice passes', () => {
  const [plain, leaving] = ['app r1 ready', 'app r1 ready; app r2 terminating unready']
  expect(replayTrace(overtaken([plain, plain, `${leaving}; app r3 pending`]))).toBeUndefined()
  expect(replayTrace(overtaken([plain, leaving, 'app r1 ready; app r3 pending']))).toBeUndefined()
})

it('what no draw brings about does not pass', () => {
  const pods = ['app r1 ready', 'app r1 ready; app r3 pending', 'app r1 ready; app r3 pending']
  expect(replayTrace(overtaken(pods))).toContain('after step 4 of 4')
})
