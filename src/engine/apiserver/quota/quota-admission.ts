import type { KubeObject } from '../../../k8s/object'
import type { Container, Pod, ResourceList } from '../../../k8s/pod'
import { hasPodLevelResources } from '../../../k8s/pod-resources'
import { compareQuantities } from '../../../k8s/quantity'
import { quotaUsage } from '../../../k8s/quota-usage'
import { addResources } from '../../../k8s/resource-list'
import { inMapOrder } from '../map-order'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'
import { isInScope, type ResourceQuota } from './quota-scopes'

const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']

/** Refuses what would exceed a quota of the namespace; what is let in is added to the quotas' use in the same transaction. */
// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go CheckRequest
export function checkQuotas(server: ServerContext, request: Request, object: KubeObject): void {
  const quotas = server.store.all('resourcequotas')
  if (quotas.size === 0) return
  const usage = quotaUsage(request.resource, object, server.kernel.now)
  const limits = inMapOrder(server.random, quotasFor(request, object, quotas.values())).map(quota => {
    const hard = quota.status.hard ?? quota.spec.hard ?? {}
    const restricted = Object.keys(hard).filter(name => usage[name] !== undefined || isAlwaysRequired(request, name))
    return { quota, hard, restricted }
  })
  // All quotas are asked whether enough is said before one is asked whether there is room.
  if (request.resource === 'pods') {
    for (const { quota, restricted } of limits) requireAmounts(request, object as Pod, quota, restricted)
  }
  for (const { quota, hard, restricted } of limits) {
    const used = quota.status.used ?? {}
    const requested = onlyNames(usage, restricted)
    if (Object.keys(requested).length === 0) continue
    const next = addResources(used, requested)
    requireRoom(request, object, quota, requested, { hard, used, next })
    request.writes.push(usedMore(server, request, quota, next))
  }
}

function quotasFor(request: Request, object: KubeObject, quotas: Iterable<KubeObject>): readonly ResourceQuota[] {
  return [...quotas]
    .map(quota => quota as ResourceQuota)
    .filter(quota => quota.metadata.namespace === object.metadata.namespace)
    .filter(quota => isInScope(quota, request.resource, object))
}

function onlyNames(amounts: ResourceList, names: readonly string[]): ResourceList {
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => names.includes(name)))
}

const isAlwaysRequired = (request: Request, name: string) => request.resource === 'pods' && COMPUTE.includes(name)

/** A quota on CPU or memory makes every container say how much it wants, if the Pod does not say it as a whole. */
// Models pkg/quota/v1/evaluator/core/pods.go Constraints
function requireAmounts(request: Request, pod: Pod, quota: ResourceQuota, restricted: readonly string[]): void {
  if (hasPodLevelResources(pod.spec)) return
  const complaints = restricted
    .filter(name => COMPUTE.includes(name))
    .sort()
    .flatMap(name => {
      const silent = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].filter(
        container => !says(container, name),
      )
      const names = [...new Set(silent.map(container => container.name))].sort()
      return names.length === 0 ? [] : [`${name} for: ${names.join(',')}`]
    })
  if (complaints.length === 0) return
  const why = `failed quota: ${quota.metadata.name}: must specify ${complaints.join('; ')}`
  throw forbidden(request.type, pod.metadata.name, why)
}

function says({ resources }: Container, name: string): boolean {
  if (name.startsWith('limits.')) return resources?.limits?.[name.slice('limits.'.length)] !== undefined
  return resources?.requests?.[name.replace('requests.', '')] !== undefined
}

function requireRoom(
  request: Request,
  object: KubeObject,
  quota: ResourceQuota,
  requested: ResourceList,
  { hard, used, next }: { readonly hard: ResourceList; readonly used: ResourceList; readonly next: ResourceList },
): void {
  const exceeded = Object.keys(requested)
    .filter(name => compareQuantities(next[name] ?? '0', hard[name] ?? '0') > 0)
    .sort()
  if (exceeded.length === 0) return
  const print = (amounts: ResourceList) => exceeded.map(name => `${name}=${amounts[name] ?? '0'}`).join(',')
  const why = `exceeded quota: ${quota.metadata.name}, requested: ${print(requested)}, used: ${print(used)}, limited: ${print(hard)}`
  throw forbidden(request.type, object.metadata.name, why)
}

function usedMore(server: ServerContext, request: Request, quota: ResourceQuota, used: ResourceList) {
  const resourceVersion = request.dryRun ? quota.metadata.resourceVersion : server.store.nextRevision()
  const to: KubeObject = {
    ...quota,
    metadata: { ...quota.metadata, resourceVersion },
    status: { ...quota.status, used },
  }
  return { resource: 'resourcequotas', from: quota, to }
}
