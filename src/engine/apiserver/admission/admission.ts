import type { NewObject } from '../../../k8s/object'
import { checksOf } from '../decode-body'
import type { Request, ServerContext } from '../request'
import { withAddresses } from '../service-addresses'
import { taintNewNode, withTtl } from './new-node'

/** Completes a new object. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, mutating phase
export function admitCreate(server: ServerContext, request: Request, object: NewObject): NewObject {
  if (request.resource === 'nodes') {
    return withTtl(server, server.behaviour.taintsNodesByCondition ? taintNewNode(object) : object)
  }
  if (request.resource === 'services') return withAddresses(server, request, object)
  return request.resource === 'pods' ? checksOf(server).admitPod(server, request, object) : object
}
