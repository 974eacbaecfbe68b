import type { Mutable } from '../../../base/mutable'
import type { KubeObject, NewObject } from '../../../k8s/object'
import type { PodSpec } from '../../../k8s/pod'
import { nameInErrors } from '../creation-names'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'

const CLASSES = 'priorityclasses.scheduling.k8s.io'
const PREEMPT = 'PreemptLowerPriority'

interface PriorityClass extends KubeObject {
  readonly value: number
  readonly globalDefault?: boolean
  readonly preemptionPolicy?: string
}

/** Turns the pod's priority class, or the default one, into the number that the scheduler goes by. */
// Models plugin/pkg/admission/priority/admission.go admitPod
export function admitPriority(server: ServerContext, request: Request, pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec
  const refuse = (why: string) => forbidden(request.type, nameInErrors(pod), why)
  const chosen = spec.priorityClassName ? classNamed(server, spec.priorityClassName) : defaultClass(server)
  if (spec.priorityClassName && chosen === undefined) {
    throw refuse(`no PriorityClass with name ${spec.priorityClassName} was found`)
  }
  const priority = chosen?.value ?? 0
  const preemptionPolicy = chosen?.preemptionPolicy ?? PREEMPT
  const computed = 'from the given PriorityClass name'
  if (spec.priority !== undefined && spec.priority !== priority) {
    throw refuse(
      `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} ${computed}`,
    )
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    throw refuse(
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} ${computed}`,
    )
  }
  const admitted: Mutable<PodSpec> = { ...spec, priority, preemptionPolicy }
  if (chosen !== undefined) admitted.priorityClassName = chosen.metadata.name
  return { ...pod, spec: admitted }
}

/** A change that says nothing of the number means the one that the pod has. */
// Models plugin/pkg/admission/priority/admission.go admitPod, of an update
export function keepPriority(pod: NewObject, before: PodSpec): NewObject {
  const spec = pod.spec as PodSpec
  const { priority = before.priority, preemptionPolicy = before.preemptionPolicy } = spec
  if (priority === spec.priority && preemptionPolicy === spec.preemptionPolicy) return pod
  const kept: Mutable<PodSpec> = { ...spec }
  if (priority !== undefined) kept.priority = priority
  if (preemptionPolicy !== undefined) kept.preemptionPolicy = preemptionPolicy
  return { ...pod, spec: kept }
}

function classNamed(server: ServerContext, name: string): PriorityClass | undefined {
  return server.store.get(CLASSES, name) as PriorityClass | undefined
}

/** Of several default classes, which the server does not let in any more, the lowest. */
function defaultClass(server: ServerContext): PriorityClass | undefined {
  let lowest: PriorityClass | undefined
  for (const object of server.store.all(CLASSES).values()) {
    const candidate = object as PriorityClass
    if (candidate.globalDefault !== true) continue
    if (lowest === undefined || candidate.value < lowest.value) lowest = candidate
  }
  return lowest
}

/** There may be one default class. */
// Models plugin/pkg/admission/priority/admission.go validatePriorityClass
export function checkDefaultClass(server: ServerContext, request: Request, object: KubeObject): void {
  if (object.globalDefault !== true) return
  const current = defaultClass(server)
  if (current === undefined || current.metadata.name === object.metadata.name) return
  const why = `PriorityClass ${current.metadata.name} is already marked as default. Only one default can exist`
  throw forbidden(request.type, object.metadata.name, why)
}
