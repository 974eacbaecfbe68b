import type { Mutable } from '../../base/mutable'
import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { KubeObject, NewObject, ObjectMeta } from '../../k8s/object'
import type { Pod, PodTemplate } from '../../k8s/pod'
import { controllerReference } from './claim-pods'
import type { EventRecorder } from './event-recorder'
import { type Process, request } from './process'

interface PodControl {
  readonly client: ApiClient
  readonly recorder: EventRecorder
}

/** The pod that a workload makes from its template; the server gives it a name that begins with the owner's. */
// Models pkg/controller/controller_utils.go GetPodFromTemplate
export function podFromTemplate(
  owner: KubeObject,
  template: PodTemplate,
  generateName = `${owner.metadata.name}-`,
): NewObject {
  const { labels, annotations, finalizers } = template.metadata ?? {}
  const metadata: Mutable<Partial<ObjectMeta>> = { generateName }
  if (owner.metadata.namespace !== undefined) metadata.namespace = owner.metadata.namespace
  if (labels !== undefined) metadata.labels = labels
  if (annotations !== undefined) metadata.annotations = annotations
  if (finalizers !== undefined) metadata.finalizers = finalizers
  metadata.ownerReferences = [controllerReference(owner)]
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec }
}

/** Creates the pod and says so in an event of the owner; a refusal becomes an event too and is thrown. */
// Models pkg/controller/controller_utils.go RealPodControl.createPods
export function* createPod(
  control: PodControl,
  owner: KubeObject,
  template: PodTemplate,
  because: string,
  generateName?: string,
): Process<Pod> {
  try {
    const pod = podFromTemplate(owner, template, generateName)
    const created = yield* request(() => control.client.create('pods', pod, { because }))
    control.recorder.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`)
    return created as Pod
  } catch (error) {
    if (error instanceof ApiError && !isNamespaceTerminating(error)) {
      control.recorder.event(owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`)
    }
    throw error
  }
}

/** Deletes the pod and says so in an event of the owner; a refusal is thrown, and an event unless the pod was gone already. */
// Models pkg/controller/controller_utils.go RealPodControl.DeletePod
export function* deletePod(control: PodControl, owner: KubeObject, pod: KubeObject, because: string): Process {
  const { namespace, name } = pod.metadata
  try {
    yield* request(() => control.client.delete('pods', namespace, name, { because }))
  } catch (error) {
    if (error instanceof ApiError && error.status.code !== 404) {
      control.recorder.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`)
    }
    throw error
  }
  control.recorder.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
}

/** The namespace is being deleted: nothing can be created in it any more, and trying again would not help. */
export function isNamespaceTerminating(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return error.status.details?.causes?.some(cause => cause.reason === 'NamespaceTerminating') ?? false
}
