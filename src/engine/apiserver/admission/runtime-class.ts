import type { KubeObject, NewObject } from '../../../k8s/object'
import type { PodSpec, ResourceList, Toleration } from '../../../k8s/pod'
import { compareQuantities } from '../../../k8s/quantity'
import { deepEqual } from '../../../k8s/share-unchanged'
import { nameInErrors } from '../creation-names'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'

interface RuntimeClass extends KubeObject {
  readonly overhead?: { readonly podFixed?: ResourceList }
  readonly scheduling?: {
    readonly nodeSelector?: Readonly<Record<string, string>>
    readonly tolerations?: readonly Toleration[]
  }
}

type Refuse = (why: string) => Error

/** A pod's runtime class must exist; what the class costs by itself, and where it runs, is added to the pod. */
// Models plugin/pkg/admission/runtimeclass/admission.go Admit
export function admitRuntimeClass(server: ServerContext, request: Request, pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec
  const refuse: Refuse = why => forbidden(request.type, nameInErrors(pod), why)
  const found = classOf(server, spec, refuse)
  if (found === undefined) return pod
  const { overhead, scheduling } = found
  const withCost = overhead === undefined ? spec : { ...spec, overhead: costOf(spec, overhead.podFixed ?? {}, refuse) }
  return { ...pod, spec: scheduling === undefined ? withCost : withScheduling(withCost, scheduling, refuse) }
}

/** Only a runtime class says what a pod costs by itself. */
// Models plugin/pkg/admission/runtimeclass/admission.go Validate
export function checkOverhead(server: ServerContext, request: Request, pod: KubeObject): void {
  const spec = pod.spec as PodSpec
  if (spec.overhead === undefined) return
  const refuse: Refuse = why => forbidden(request.type, pod.metadata.name, why)
  if (classOf(server, spec, refuse)?.overhead !== undefined) return
  throw refuse('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead')
}

function classOf(server: ServerContext, spec: PodSpec, refuse: Refuse): RuntimeClass | undefined {
  const name = spec.runtimeClassName
  if (!name) return undefined
  const found = server.store.get('runtimeclasses.node.k8s.io', name) as RuntimeClass | undefined
  if (found === undefined) throw refuse(`pod rejected: RuntimeClass "${name}" not found`)
  return found
}

function costOf({ overhead: given }: PodSpec, overhead: ResourceList, refuse: Refuse): ResourceList {
  if (given !== undefined && Object.keys(given).length > 0 && !isSame(given, overhead)) {
    throw refuse("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead")
  }
  return overhead
}

function isSame(a: ResourceList, b: ResourceList): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every(
    name => a[name] !== undefined && b[name] !== undefined && compareQuantities(a[name], b[name]) === 0,
  )
}

function withScheduling(
  spec: PodSpec,
  { nodeSelector, tolerations }: NonNullable<RuntimeClass['scheduling']>,
  refuse: Refuse,
): PodSpec {
  for (const [key, value] of Object.entries(nodeSelector ?? {})) {
    const own = spec.nodeSelector?.[key]
    if (own === undefined || own === value) continue
    const wanted = `runtimeClass.scheduling.nodeSelector[${key}] = ${value}`
    throw refuse(`conflict: ${wanted}; pod.spec.nodeSelector[${key}] = ${own}`)
  }
  const merged = mergedTolerations([...(spec.tolerations ?? []), ...(tolerations ?? [])])
  return {
    ...spec,
    ...(nodeSelector === undefined ? {} : { nodeSelector: { ...spec.nodeSelector, ...nodeSelector } }),
    ...(merged.length === 0 ? {} : { tolerations: merged }),
  }
}

/** Without those that say nothing that another one does not say. */
// Models pkg/util/tolerations/tolerations.go MergeTolerations
function mergedTolerations(all: readonly Toleration[]): readonly Toleration[] {
  const merged: Toleration[] = []
  for (const [index, one] of all.entries()) {
    const later = all.slice(index + 1).filter(other => !deepEqual(one, other))
    if (![...merged, ...later].some(other => isSuperset(other, one))) merged.push(one)
  }
  return merged
}

// Models pkg/util/tolerations/tolerations.go isSuperset
function isSuperset(large: Toleration, small: Toleration): boolean {
  if (deepEqual(large, small)) return true
  const { key = '', operator = 'Equal', value = '', effect = '', tolerationSeconds = Number.POSITIVE_INFINITY } = large
  const isForAllKeys = key === '' && operator === 'Exists'
  if (!isForAllKeys && key !== (small.key ?? '')) return false
  if (effect !== '' && effect !== small.effect) return false
  if (effect === 'NoExecute' && (small.tolerationSeconds ?? Number.POSITIVE_INFINITY) > tolerationSeconds) return false
  return operator === 'Exists' || (small.operator === 'Equal' && value === (small.value ?? ''))
}
