import type { KubeObject, NewObject } from '../../../k8s/object'
import type { PodSpec, ResourceList } from '../../../k8s/pod'
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
  if (!spec.runtimeClassName) return pod
  const stored = server.store.get('runtimeclasses.node.k8s.io', spec.runtimeClassName) as RuntimeClass | undefined
  if (stored === undefined) {
    const why = `pod rejected: RuntimeClass "${spec.runtimeClassName}" not found`
    throw forbidden(request.type, nameInErrors(pod), why)
  }
  const overhead = stored.overhead?.podFixed
  return overhead === undefined ? pod : { ...pod, spec: { ...spec, overhead } }
}
