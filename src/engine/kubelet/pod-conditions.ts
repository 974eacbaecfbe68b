import type { Mutable } from '../../base/mutable'
import { findCondition } from '../../k8s/conditions'
import { isSidecar } from '../../k8s/containers'
import type { Condition } from '../../k8s/object'
import type { ContainerStatus, Pod } from '../../k8s/pod'
import { statusNamed } from './container-statuses'
import { initContainersOf } from './pod-spec'

/** Conditions that only the kubelet writes. */
// Models pkg/kubelet/types/pod_status.go PodConditionByKubelet
export const KUBELET_CONDITIONS: ReadonlySet<string> = new Set([
  'PodScheduled',
  'Ready',
  'Initialized',
  'ContainersReady',
  'PodReadyToStartContainers',
  'AllContainersRestarting',
])

export interface ConditionSources {
  readonly pod: Pod
  readonly statuses: readonly ContainerStatus[]
  readonly phase: string
  readonly sandboxReady: boolean
  /** Conditions of others, for the readiness gates. */
  readonly others: readonly Condition[]
  /** What was reported before: a pod that was initialized stays so. */
  readonly before: readonly Condition[]
}

/** The kubelet's five conditions, in its order. Times are left to whoever compares them with what is there. */
// Models pkg/kubelet/status/generate.go
export function kubeletConditions(sources: ConditionSources): Condition[] {
  const { generation } = sources.pod.metadata
  const containersReady = containersReadyVerdict(sources)
  const ready = containersReady.status === 'True' ? readinessGatesVerdict(sources) : containersReady
  return [
    condition('PodReadyToStartContainers', sources.sandboxReady ? YES : NO, generation),
    condition('Initialized', initializedVerdict(sources), generation),
    condition('Ready', ready, generation),
    condition('ContainersReady', containersReady, generation),
    condition('PodScheduled', YES, generation),
  ]
}

type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>

const YES: Verdict = { status: 'True' }
const NO: Verdict = { status: 'False' }

function condition(type: string, { status, reason, message }: Verdict, generation: number | undefined): Condition {
  const made: Mutable<Condition> = { type, status }
  if (reason !== undefined) made.reason = reason
  if (message !== undefined) made.message = message
  if (generation !== undefined) made.observedGeneration = generation
  return made
}

/** Ready and ContainersReady of a pod that has ended. */
export function endedVerdict(phase: string): Verdict {
  return { status: 'False', reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted' }
}

/** ContainersReady: every sidecar and every regular container is ready. */
function containersReadyVerdict({ pod, statuses, phase }: ConditionSources): Verdict {
  const unknown: string[] = []
  const unready: string[] = []
  const look = (name: string) => {
    const status = statusNamed(statuses, name)
    if (status === undefined) unknown.push(name)
    else if (!status.ready) unready.push(name)
  }
  for (const container of initContainersOf(pod)) if (isSidecar(container)) look(container.name)
  for (const container of pod.spec.containers) look(container.name)
  if (phase === 'Failed' || (phase === 'Succeeded' && unknown.length === 0)) return endedVerdict(phase)
  return complaint('ContainersNotReady', 'unready', unknown, unready) ?? YES
}

// Models generate.go GeneratePodReadyCondition
function readinessGatesVerdict({ pod, others }: ConditionSources): Verdict {
  const gates = pod.spec.readinessGates as readonly { readonly conditionType: string }[] | undefined
  const messages = (gates ?? []).flatMap(({ conditionType }) => {
    const condition = findCondition(others, conditionType)
    if (condition === undefined) {
      return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    }
    if (condition.status === 'True') return []
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`]
  })
  return messages.length === 0
    ? YES
    : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') }
}

// Models generate.go GeneratePodInitializedCondition
function initializedVerdict({ pod, statuses, phase, before }: ConditionSources): Verdict {
  const unknown: string[] = []
  const incomplete: string[] = []
  for (const container of initContainersOf(pod)) {
    const status = statusNamed(statuses, container.name)
    if (status === undefined) unknown.push(container.name)
    else if (!(isSidecar(container) ? status.started : status.ready)) incomplete.push(container.name)
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { status: 'True', reason: 'PodCompleted' }
  if (pod.spec.containers.some(container => hasStarted(statusNamed(statuses, container.name)))) return YES
  const verdict = complaint('ContainersNotInitialized', 'incomplete', unknown, incomplete)
  if (verdict === undefined) return YES
  const wasInitialized = before.some(({ type, status }) => type === 'Initialized' && status === 'True')
  return wasInitialized ? YES : verdict
}

// Models pkg/kubelet/container/helpers.go HasAnyRegularContainerStarted
function hasStarted(status: ContainerStatus | undefined): boolean {
  return status?.state?.running !== undefined || status?.state?.terminated !== undefined
}

function complaint(
  reason: string,
  word: string,
  unknown: readonly string[],
  named: readonly string[],
): Verdict | undefined {
  const messages: string[] = []
  if (unknown.length > 0) messages.push(`containers with unknown status: [${unknown.join(' ')}]`)
  if (named.length > 0) messages.push(`containers with ${word} status: [${named.join(' ')}]`)
  return messages.length === 0 ? undefined : { status: 'False', reason, message: messages.join(', ') }
}
