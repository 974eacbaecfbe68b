import type { Pod } from '../../k8s/pod'
import type { ComponentContext } from '../component'
import { type Process, requestUnlessGone } from '../runtime/process'
import { podStatusUpdate } from './pod-status-updates'
import { DEFAULT_SCHEDULER } from './responsibility'
import type { Victims } from './victims'

/**
 * Removes the victims to make room for `preemptor`: condition, deletion, event. `rivals` lose their nomination to the node, but
 * not if all victims are going already: then nothing is left to do.
 */
// Models pkg/scheduler/framework/preemption/executor.go prepareCandidateAsync
export function* evictVictims(
  { client, kernel, recorder, behaviour }: ComponentContext,
  preemptor: Pod,
  { node, pods }: Victims,
  rivals: readonly Pod[],
): Process {
  const because = `preemption: room for ${preemptor.metadata.namespace}/${preemptor.metadata.name} on ${node}`
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: `${DEFAULT_SCHEDULER}: preempting to accommodate a higher priority pod`,
  } as const
  const isLeft = ({ metadata }: Pod) => behaviour.evictsTerminatingVictims || metadata.deletionTimestamp === undefined
  const victims = pods.filter(isLeft)
  if (victims.length === 0) return
  for (const rival of rivals) {
    const call = podStatusUpdate(client, rival, { nominatedNodeName: '' }, kernel.now, because)
    if (call !== undefined) yield* requestUnlessGone(call)
  }
  for (const victim of victims) {
    const mark = behaviour.marksDisruptedPods ? { condition } : {}
    const call = podStatusUpdate(client, victim, mark, kernel.now, because)
    if (call !== undefined && !(yield* requestUnlessGone(call))) continue
    const { namespace, name } = victim.metadata
    if (!(yield* requestUnlessGone(() => client.delete('pods', namespace, name, { because })))) continue
    recorder.event(victim, 'Normal', 'Preempted', `Preempted by pod ${preemptor.metadata.uid} on node ${node}`)
  }
}
