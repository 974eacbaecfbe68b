import type { NewObject } from '../../../k8s/object'
import type { PodSpec, Toleration } from '../../../k8s/pod'
import { NOT_READY_TAINT, UNREACHABLE_TAINT } from '../../../k8s/well-known'

const fiveMinutes = (key: string): Toleration => ({
  effect: 'NoExecute',
  key,
  operator: 'Exists',
  tolerationSeconds: 300,
})
const WAIT_FOR_NOT_READY = fiveMinutes(NOT_READY_TAINT)
const WAIT_FOR_UNREACHABLE = fiveMinutes(UNREACHABLE_TAINT)

function covers({ key, effect }: Toleration, taint: string): boolean {
  return (
    (key === undefined || key === '' || key === taint) &&
    (effect === undefined || effect === '' || effect === 'NoExecute')
  )
}

/** Pods that say nothing about lost nodes are taken off them after five minutes. */
// Models plugin/pkg/admission/defaulttolerationseconds/admission.go Admit
export function admitTolerationSeconds(pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec
  const tolerations = spec.tolerations ?? []
  const added: Toleration[] = []
  if (!tolerations.some(toleration => covers(toleration, NOT_READY_TAINT))) added.push(WAIT_FOR_NOT_READY)
  if (!tolerations.some(toleration => covers(toleration, UNREACHABLE_TAINT))) added.push(WAIT_FOR_UNREACHABLE)
  return added.length === 0 ? pod : { ...pod, spec: { ...spec, tolerations: [...tolerations, ...added] } }
}
