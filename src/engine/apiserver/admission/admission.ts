import type { NewObject } from '../../../k8s/object'
import type { Request, ServerContext } from '../request'
import { withAddresses } from '../service-addresses'
import { admitDefaultLimits } from './limit-ranger'
import { taintNewNode, withTtl } from './new-node'
import { admitPriority } from './priority'
import { admitRuntimeClass } from './runtime-class'
import { admitServiceAccount } from './service-account'
import { admitTolerationSeconds } from './tolerations'

/** Completes a new object, plugin by plugin, in the order of the real server. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, mutating phase
export function admitCreate(server: ServerContext, request: Request, object: NewObject): NewObject {
  if (request.resource === 'nodes') {
    return withTtl(server, server.behaviour.taintsNodesByCondition ? taintNewNode(object) : object)
  }
  if (request.resource === 'services') return withAddresses(server, request, object)
  if (request.resource !== 'pods') return object
  let pod = admitDefaultLimits(server, object)
  pod = admitServiceAccount(server, request, pod)
  pod = admitPriority(server, request, pod)
  pod = admitTolerationSeconds(pod)
  return admitRuntimeClass(server, request, pod)
}
