import type { KubeObject, NewObject } from '../../../k8s/object'
import type { PodSpec, ResourceList } from '../../../k8s/pod'
import { compareQuantities } from '../../../k8s/quantity'
import { nameInErrors } from '../creation-names'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'

interface RuntimeClass extends KubeObject {
  readonly overhead?: { readonly podFixed?: ResourceList }
}

/** A pod's runtime class must exist; what the class costs by itself is added to the pod. */
// Models plugin/pkg/admission/runtimeclass/admission.go Admit
export function admitRuntimeClass(server: ServerContext, request: Request, pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec & { readonly runtimeClassName?: string }
  const refuse = (why: string) => forbidden(request.type, nameInErrors(pod), `pod rejected: ${why}`)
  const withoutClass = 'Pod Overhead set without corresponding RuntimeClass defined Overhead'
  if (!spec.runtimeClassName) {
    if (spec.overhead) throw refuse(withoutClass)
    return pod
  }
  const stored = server.store.get('runtimeclasses.node.k8s.io', spec.runtimeClassName) as RuntimeClass | undefined
  if (stored === undefined) {
    throw refuse(`RuntimeClass "${spec.runtimeClassName}" not found`)
  }
  const overhead = stored.overhead?.podFixed
  if (overhead === undefined) {
    if (spec.overhead) throw refuse(withoutClass)
    return pod
  }
  if (spec.overhead && !isSame(spec.overhead, overhead)) {
    throw refuse("Pod's Overhead doesn't match RuntimeClass's defined Overhead")
  }
  return { ...pod, spec: { ...spec, overhead } }
}

function isSame(a: ResourceList, b: ResourceList): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every(
    name => a[name] !== undefined && b[name] !== undefined && compareQuantities(a[name], b[name]) === 0,
  )
}
