import type { KubeObject, NewObject } from '../../../k8s/object'
import type { Container, PodSpec, ResourceList } from '../../../k8s/pod'
import { resourcesWithoutOverhead } from '../../../k8s/pod-resources'
import { compareQuantities, milliValue } from '../../../k8s/quantity'
import type { Random } from '../../kernel/random'
import { inMapOrder } from '../map-order'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'

interface Limit {
  readonly type: string
  readonly max?: ResourceList
  readonly min?: ResourceList
  readonly default?: ResourceList
  readonly defaultRequest?: ResourceList
  readonly maxLimitRequestRatio?: ResourceList
}

const ANNOTATION = 'kubernetes.io/limit-ranger'

function rangesIn(server: ServerContext, namespace: string): readonly (readonly Limit[])[] {
  const ranges = server.store.all('limitranges')
  if (ranges.size === 0) return []
  const own = [...ranges.values()].filter(range => range.metadata.namespace === namespace)
  return inMapOrder(server.random, own).map(
    range => (range.spec as { readonly limits?: readonly Limit[] } | undefined)?.limits ?? [],
  )
}

/** Gives containers the namespace's default requests and limits, and notes in an annotation what was given. */
// Models plugin/pkg/admission/limitranger/admission.go PodMutateLimitFunc
export function admitDefaultLimits(server: ServerContext, pod: NewObject): NewObject {
  const limits = rangesIn(server, pod.metadata.namespace ?? 'default')
    .flat()
    .filter(limit => limit.type === 'Container')
  return limits.reduce(withDefaultLimits, pod)
}

function withDefaultLimits(pod: NewObject, limit: Limit): NewObject {
  const notes: string[] = []
  const spec = pod.spec as PodSpec
  const fill = (containers: readonly Container[] | undefined, what: string) =>
    containers?.map(container => withDefaultResources(container, limit, what, notes))
  const containers = fill(spec.containers, 'container')
  const initContainers = fill(spec.initContainers, 'init container')
  if (notes.length === 0) return pod
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` }
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...spec, containers, ...(initContainers === undefined ? {} : { initContainers }) },
  }
}

function withDefaultResources(container: Container, limit: Limit, what: string, notes: string[]): Container {
  const requests = { ...limit.defaultRequest, ...container.resources?.requests }
  const limits = { ...limit.default, ...container.resources?.limits }
  const newRequests = Object.keys(requests).filter(name => container.resources?.requests?.[name] === undefined)
  const newLimits = Object.keys(limits).filter(name => container.resources?.limits?.[name] === undefined)
  if (newRequests.length + newLimits.length === 0) return container
  if (newRequests.length > 0) notes.push(`${newRequests.sort().join(', ')} request for ${what} ${container.name}`)
  if (newLimits.length > 0) notes.push(`${newLimits.sort().join(', ')} limit for ${what} ${container.name}`)
  const resources = { ...container.resources, ...unlessEmpty('limits', limits), ...unlessEmpty('requests', requests) }
  return { ...container, resources }
}

const unlessEmpty = (field: string, amounts: ResourceList) =>
  Object.keys(amounts).length === 0 ? {} : { [field]: amounts }

// Models plugin/pkg/admission/limitranger/admission.go PodValidateLimitFunc
export function checkLimits(server: ServerContext, request: Request, pod: KubeObject): void {
  const spec = pod.spec as PodSpec
  const complaints = rangesIn(server, pod.metadata.namespace ?? 'default')
    .map(limits => limits.flatMap(limit => complaintsOf(limit, spec, server.random)))
    .find(found => found.length > 0)
  if (complaints === undefined) return
  const distinct = [...new Set(complaints)]
  throw forbidden(
    request.type,
    pod.metadata.name,
    distinct.length === 1 ? String(distinct[0]) : `[${distinct.join(', ')}]`,
  )
}

/** What of one thing is too little, too much, or too far apart. In which order resources come is chance. */
function violations(limit: Limit, requests: ResourceList, limits: ResourceList, random: Random): string[] {
  const inOrder = (amounts: ResourceList | undefined) => inMapOrder(random, sorted(amounts))
  const found: (string | undefined)[] = []
  for (const [name, bound] of inOrder(limit.min))
    found.push(...belowMinimum(limit.type, name, bound, requests[name], limits[name]))
  for (const [name, bound] of inOrder(limit.max))
    found.push(...aboveMaximum(limit.type, name, bound, requests[name], limits[name]))
  for (const [name, bound] of inOrder(limit.maxLimitRequestRatio)) {
    found.push(aboveRatio(limit.type, name, bound, requests[name], limits[name]))
  }
  return found.filter(text => text !== undefined)
}

const sorted = (amounts: ResourceList | undefined) => Object.entries(amounts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

function belowMinimum(
  type: string,
  name: string,
  bound: string,
  request: string | undefined,
  limit: string | undefined,
) {
  const minimum = `minimum ${name} usage per ${type} is ${bound}`
  if (request === undefined) return [`${minimum}.  No request is specified`]
  if (compareQuantities(request, bound) < 0) return [`${minimum}, but request is ${request}`]
  return limit !== undefined && compareQuantities(limit, bound) < 0 ? [`${minimum}, but limit is ${limit}`] : []
}

function aboveMaximum(
  type: string,
  name: string,
  bound: string,
  request: string | undefined,
  limit: string | undefined,
) {
  const maximum = `maximum ${name} usage per ${type} is ${bound}`
  if (limit === undefined) return [`${maximum}.  No limit is specified`]
  if (compareQuantities(limit, bound) > 0) return [`${maximum}, but limit is ${limit}`]
  return request !== undefined && compareQuantities(request, bound) > 0 ? [`${maximum}, but request is ${request}`] : []
}

function aboveRatio(type: string, name: string, bound: string, request: string | undefined, limit: string | undefined) {
  const ratio = `${name} max limit to request ratio per ${type} is ${bound}`
  if (request === undefined || milliValue(request) === 0) return `${ratio}, but no request is specified or request is 0`
  if (limit === undefined || milliValue(limit) === 0) return `${ratio}, but no limit is specified or limit is 0`
  const observed = milliValue(limit) / milliValue(request)
  return observed * 1000 > milliValue(bound) ? `${ratio}, but provided ratio is ${observed.toFixed(6)}` : undefined
}

function complaintsOf(limit: Limit, spec: PodSpec, random: Random): readonly string[] {
  if (limit.type === 'Pod') {
    const [requests, limits] = [resourcesWithoutOverhead(spec, 'requests'), resourcesWithoutOverhead(spec, 'limits')]
    return violations(limit, requests, limits, random)
  }
  if (limit.type !== 'Container') return []
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
    violations(limit, resources?.requests ?? {}, resources?.limits ?? {}, random),
  )
}
