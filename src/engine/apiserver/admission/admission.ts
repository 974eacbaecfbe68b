import type { KubeObject, NewObject } from '../../../k8s/object'
import { checkQuotas } from '../quota/quota-admission'
import type { Request, ServerContext } from '../request'
import { withAddresses } from '../service-addresses'
import { admitDefaultLimits, checkLimits } from './limit-ranger'
import { taintNewNode, withTtl } from './new-node'
import { checkPodSecurity, warnOfExistingPods, warnOfTemplate } from './pod-security/pod-security'
import { admitPriority, checkDefaultClass } from './priority'
import { admitRuntimeClass } from './runtime-class'
import { admitServiceAccount } from './service-account'
import { admitTolerationSeconds } from './tolerations'

const WORKLOADS = new Set([
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'replicationcontrollers',
  'jobs.batch',
  'cronjobs.batch',
  'podtemplates',
])

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

/** The last word on a complete new object. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, validating phase
export function validateCreate(server: ServerContext, request: Request, object: KubeObject): void {
  if (request.resource === 'pods') {
    checkLimits(server, request, object)
    checkPodSecurity(server, request, object)
  } else if (WORKLOADS.has(request.resource)) warnOfTemplate(server, request, object)
  else if (request.resource === 'priorityclasses.scheduling.k8s.io') checkDefaultClass(server, request, object)
  if (request.type.namespaced) checkQuotas(server, request, object)
}

/** The last word on an update of more than status. Throws ApiError. */
export function validateUpdate(server: ServerContext, request: Request, next: KubeObject, stored: KubeObject): void {
  if (request.resource === 'namespaces') warnOfExistingPods(server, request, next, stored)
  else if (WORKLOADS.has(request.resource) && next.spec !== stored.spec) warnOfTemplate(server, request, next)
  else if (request.resource === 'priorityclasses.scheduling.k8s.io') checkDefaultClass(server, request, next)
}
