import { ApiError } from '../../../k8s/api-client'
import type { DaemonSet } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import type { Expectations } from '../../runtime/expectations'
import { createPod, deletePod, isNamespaceTerminating } from '../../runtime/pod-control'
import type { Process } from '../../runtime/process'
import { slowStart } from '../../runtime/slow-start'
import type { StalenessGate } from '../../runtime/staleness-gate'
import { type Plan, withinBurst } from './plan'
import { daemonPodTemplate, templateForNode } from './pod-template'

export interface CarryOut {
  readonly context: Pick<ComponentContext, 'client' | 'recorder' | 'behaviour'>
  readonly expectations: Expectations
  readonly gate: StalenessGate
  readonly key: string
  readonly daemonSet: DaemonSet
  readonly hash: string
}

/** Does what the plan says, up to the burst limit. What was refused is thrown after everything else has been tried. */
// Models pkg/controller/daemon/daemon_controller.go syncNodes
export function* carryOut(task: CarryOut, wholePlan: Plan): Process {
  const plan = withinBurst(wholePlan)
  const { expectations, key } = task
  expectations.expect(
    key,
    plan.create.length,
    plan.remove.map(({ pod }) => pod.metadata.uid),
  )
  const refusedCreation = yield* createPods(task, plan)
  const refusedDeletion = yield* deletePods(task, plan)
  const refusal = refusedCreation ?? refusedDeletion
  if (refusal !== undefined) throw refusal
}

function* createPods(
  { context, expectations, gate, key, daemonSet, hash }: CarryOut,
  { create }: Plan,
): Process<ApiError | undefined> {
  if (create.length === 0) return undefined
  const template = daemonPodTemplate(daemonSet, hash, context.behaviour)
  let attempts = 0
  const { failure } = yield* slowStart(create.length, function* attempt(index) {
    const creation = create[index]
    if (creation === undefined) return
    attempts += 1
    try {
      const own = templateForNode(template, creation.node, context.behaviour)
      const pod = yield* createPod(context, daemonSet, own, creation.because)
      gate.wrote(key, daemonSet.metadata.uid, 'pods', pod)
    } catch (error) {
      // In a namespace that is being deleted nothing can be made any more; the DaemonSet itself will soon be gone.
      if (isNamespaceTerminating(error)) return
      expectations.creationObserved(key)
      throw error
    }
  })
  for (let skipped = attempts; skipped < create.length; skipped++) expectations.creationObserved(key)
  return failure
}

function* deletePods(
  { context, expectations, key, daemonSet }: CarryOut,
  { remove }: Plan,
): Process<ApiError | undefined> {
  let refusal: ApiError | undefined
  for (const { pod, because } of remove) {
    try {
      yield* deletePod(context, daemonSet, pod, because)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      expectations.deletionObserved(key, pod.metadata.uid)
      if (error.status.code !== 404) refusal ??= error
    }
  }
  return refusal
}
