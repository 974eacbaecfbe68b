import { nodeShouldRunDaemonPod, placementRules } from '../engine/controllers/daemonset/placement'
import type { PlacementRule } from '../engine/explanation'
import { behaviourOf } from '../engine/versions/index'
import type { Taint } from '../k8s/node'
import type { PodSpec } from '../k8s/pod'

const behaviour = behaviourOf('1.36')

interface PlacementRecording {
  readonly node: {
    readonly name: string
    readonly labels?: Readonly<Record<string, string>>
    readonly taints?: readonly Taint[]
  }
  readonly template: Omit<PodSpec, 'containers'>
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
}

/** Asks our controller where the real one was asked: both the verdict and the rules that explain it must agree. */
export function replayPlacement(recording: unknown): string | undefined {
  const { node, template, shouldRun, shouldContinueRunning } = recording as PlacementRecording
  const subject = {
    metadata: {
      name: node.name,
      uid: node.name,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: node.labels ?? {},
    },
    spec: { taints: node.taints ?? [] },
  }
  const daemonSet = {
    spec: {
      selector: {},
      updateStrategy: { type: 'RollingUpdate' },
      template: { spec: { containers: [], ...template } },
    },
  }
  const recorded = describeVerdict(shouldRun, shouldContinueRunning)
  const verdict = nodeShouldRunDaemonPod(subject, daemonSet, behaviour)
  const ours = describeVerdict(verdict.shouldRun, verdict.shouldContinueRunning)
  const explained = describeRules(placementRules(subject, daemonSet, behaviour))
  if (ours === recorded && explained === recorded) return undefined
  return `Kubernetes: ${recorded}; verdict: ${ours}; rules: ${explained}\n${JSON.stringify({ node, template }, null, 2)}`
}

function describeRules(rules: readonly PlacementRule[]): string {
  return describeVerdict(
    rules.every(rule => rule.costs === 'nothing'),
    rules.every(rule => rule.costs !== 'stay'),
  )
}

function describeVerdict(shouldRun: boolean, shouldContinueRunning: boolean): string {
  if (shouldRun) return shouldContinueRunning ? 'runs' : 'runs, but does not stay'
  return shouldContinueRunning ? 'stays' : 'goes'
}
