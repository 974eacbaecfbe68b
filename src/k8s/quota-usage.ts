import type { KubeObject } from './object'
import type { Pod, ResourceList } from './pod'
import { podResources } from './pod-resources'
import { serviceSpecOf } from './service'
import { fromTimestamp } from './time'

/** Kinds that a quota can count by their plain name as well as by `count/…`. */
const COUNTED_BY_NAME = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
])
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage']

/**
 * What one object of `resource` (`pods`, `daemonsets.apps`) uses up of a ResourceQuota, by the quota's resource names, at the
 * moment `now`.
 */
// Models pkg/quota/v1/evaluator/core
export function quotaUsage(resource: string, object: KubeObject, now: number): ResourceList {
  const count = { [`count/${resource}`]: '1' }
  if (resource === 'pods') return { ...count, ...podUsage(object as Pod, now) }
  if (resource === 'services') return { ...count, services: '1', ...serviceUsage(object) }
  return COUNTED_BY_NAME.has(resource) ? { ...count, [resource]: '1' } : count
}

// Models pkg/quota/v1/evaluator/core/pods.go PodUsageFunc
function podUsage(pod: Pod, now: number): ResourceList {
  if (!isCharged(pod, now)) return {}
  const usage: Record<string, string> = { pods: '1' }
  const requests = podResources(pod.spec, 'requests')
  const limits = podResources(pod.spec, 'limits')
  for (const name of COMPUTE) {
    const request = requests[name]
    if (request !== undefined) {
      usage[name] = request
      usage[`requests.${name}`] = request
    }
    const limit = limits[name]
    if (limit !== undefined) usage[`limits.${name}`] = limit
  }
  for (const [name, amount] of Object.entries(requests)) {
    if (name.startsWith('hugepages-')) usage[name] = amount
    if (isExtended(name)) usage[`requests.${name}`] = amount
  }
  return usage
}

/** Devices and huge pages, which are only ever asked for whole. */
// Models pkg/quota/v1/evaluator/core/pods.go podComputeUsageHelper
function isExtended(name: string): boolean {
  return name.startsWith('hugepages-') || (name.includes('/') && !name.includes('kubernetes.io/'))
}

// Ended pods are not charged for, nor those that should be gone by now: their node may be lost.
// Models pkg/quota/v1/evaluator/core/pods.go QuotaV1Pod
function isCharged({ metadata, status }: Pod, now: number): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true
  return now <= fromTimestamp(deletionTimestamp) + deletionGracePeriodSeconds * 1000
}

// Models pkg/quota/v1/evaluator/core/services.go Usage
function serviceUsage(service: KubeObject): ResourceList {
  const { type, ports = [], allocateLoadBalancerNodePorts: allocates } = serviceSpecOf(service)
  if (type === 'NodePort') return { 'services.nodeports': String(ports.length) }
  if (type !== 'LoadBalancer') return {}
  // Which ports of nodes it gets is not known yet, but how many it wants.
  const wanted = allocates === false ? ports.filter(({ nodePort }) => nodePort) : ports
  return { 'services.loadbalancers': '1', 'services.nodeports': String(wanted.length) }
}
