import type { KubeObject } from '../../../k8s/object'
import { checkQuotas } from '../quota/quota-admission'
import type { Request, ServerContext } from '../request'
import { checkLimits } from './limit-ranger'
import { checkPodSecurity, warnOfExistingPods, warnOfTemplate } from './pod-security/pod-security'
import { checkDefaultClass } from './priority'
import { checkOverhead } from './runtime-class'

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

/** The last word on a complete new object. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, validating phase
export function validateCreate(server: ServerContext, request: Request, object: KubeObject): void {
  if (request.resource === 'pods') {
    checkLimits(server, request, object)
    checkPodSecurity(server, request, object)
    checkOverhead(server, request, object)
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
