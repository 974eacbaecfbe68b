import type { KubeObject, NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { PROTECTED } from '../../../k8s/well-known'
import { checksOf } from '../decode-body'
import type { Request, ServerContext } from '../request'
import { taintNewNode, withTtl } from './new-node'
import { keepPriority } from './priority'
import { protectInUse } from './storage-protection'
import { admitTolerationSeconds } from './tolerations'

/** Completes a new object. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, mutating phase
export function admitCreate(server: ServerContext, request: Request, object: NewObject): NewObject {
  if (request.resource === 'nodes') {
    return withTtl(server, server.behaviour.taintsNodesByCondition ? taintNewNode(object) : object)
  }
  // The cluster's own Service, made before anybody from outside comes, says its addresses itself.
  if (request.resource === 'services') return server.checks?.withAddresses(server, request, object) ?? object
  if (request.resource in PROTECTED) return protectInUse(request.resource, object)
  return request.resource === 'pods' ? checksOf(server).admitPod(server, request, object) : object
}

/** Completes a changed object: of all plugins, few look at changes. */
export function admitUpdate({ resource }: Request, object: NewObject, stored: KubeObject): NewObject {
  if (resource !== 'pods') return object
  return admitTolerationSeconds(keepPriority(object, (stored as Pod).spec))
}
