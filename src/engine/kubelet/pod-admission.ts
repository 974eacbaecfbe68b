import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import type { Pressure } from '../machines'
import { generalFailures, type Refusal, refusedForOs, refusedUnderPressure, shortageRefusal } from './admission'
import { refusedForAppArmor } from './app-armor'
import { podsToPreempt } from './critical-preemption'
import { isCritical } from './pod-spec'
import { refusedForSysctls } from './sysctls'

/** What the kubelet decides about a pod that is new to it. */
export type AdmissionDecision =
  | { readonly kind: 'admit' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** Room is made for a critical pod: it is admitted when these pods are gone. */
  | { readonly kind: 'preempt'; readonly victims: readonly Pod[] }

/** What the machine itself has to do with it. */
export interface MachineFacts {
  readonly pressures: readonly Pressure[]
  readonly appArmor: boolean
}

const ADMIT: AdmissionDecision = { kind: 'admit' }

/** Whether the node takes the pod, given the pods whose containers run there. */
// Models pkg/kubelet/kubelet.go canAdmitPod, lifecycle/predicate.go Admit and pkg/kubelet/preemption/preemption.go HandleAdmissionFailure
export function admitPod(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
  { pressures, appArmor }: MachineFacts,
): AdmissionDecision {
  const facts = { pod, node, others, pressures }
  const early = refusedUnderPressure(facts) ?? refusedForSysctls(pod) ?? refusedForOs(facts)
  if (early !== undefined) return refuse(early)
  const { shortages, others: failures } = generalFailures(facts)
  const [shortage] = shortages
  const [failure] = failures
  if (shortage === undefined) {
    const refusal = failure ?? refusedForAppArmor(pod, appArmor)
    return refusal === undefined ? ADMIT : refuse(refusal)
  }
  if (!isCritical(pod)) return refuse(shortageRefusal(shortage))
  if (failure !== undefined) return refuse(failure)
  const victims = podsToPreempt(pod, others, shortages)
  return 'reason' in victims ? refuse(victims) : { kind: 'preempt', victims }
}

function refuse(refusal: Refusal): AdmissionDecision {
  return { kind: 'refuse', refusal }
}
