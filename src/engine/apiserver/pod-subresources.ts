import type { KubeObject, NewObject } from '../../k8s/object'
import type { Pod, PodStatus } from '../../k8s/pod'
import type { ResourceType } from '../../k8s/resources'
import { toTimestamp } from '../../k8s/time'
import { commit, keyOf, type Request, type ServerContext } from './request'
import { badRequest, conflict, notFound } from './status-errors'

/** How errors call the subresource. */
const BINDING: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Binding',
  plural: 'pods/binding',
  singular: 'binding',
  shortNames: [],
  namespaced: true,
  categories: [],
}

/** The Pod that a request to one of its subresources is about. Throws ApiError when it is not there. */
export function storedPod(server: ServerContext, request: Request, body: NewObject): Pod {
  const name = body.metadata.name ?? ''
  const pod = server.store.get(request.resource, keyOf(request.type, body.metadata.namespace, name))
  if (pod === undefined) throw notFound(request.type, name)
  return pod as Pod
}

/** Gives the pod to the node that the Binding's `target.name` says. */
// Models pkg/registry/core/pod/storage/storage.go BindingREST.setPodNodeAndMetadata
export function bind(server: ServerContext, request: Request, body: NewObject): KubeObject {
  const pod = storedPod(server, request, body)
  const { name } = pod.metadata
  const node = (body.target as { readonly name?: string } | undefined)?.name ?? ''
  if (node === '') throw badRequest('Binding has no target')
  if (pod.metadata.deletionTimestamp !== undefined) {
    throw conflict(BINDING, name, `pod ${name} is being deleted, cannot be assigned to a host`)
  }
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== '') {
    throw conflict(BINDING, name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`)
  }
  const scheduled = {
    type: 'PodScheduled',
    status: 'True' as const,
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(server.kernel.now),
  }
  const others = (pod.status.conditions ?? []).filter(condition => condition.type !== 'PodScheduled')
  const bound: Pod = {
    ...pod,
    metadata: {
      ...pod.metadata,
      resourceVersion: request.dryRun ? pod.metadata.resourceVersion : server.store.nextRevision(),
    },
    spec: { ...pod.spec, nodeName: node },
    status: { ...nominated(server, pod.status), conditions: [...others, scheduled] },
  }
  commit(server, request, pod, bound)
  return bound
}

function nominated({ behaviour }: ServerContext, status: PodStatus): PodStatus {
  if (!behaviour.clearsNomination) return status
  const { nominatedNodeName: _, ...others } = status
  return others
}
