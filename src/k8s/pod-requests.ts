import { isSidecar } from './containers'
import type { Container, Pod, PodSpec, ResourceList } from './pod'
import { isPodLevelResource } from './pod-resources'
import { milliValue, wholeValue } from './quantity'

/** Resource name to amount: `cpu` in millicores, everything else in its own unit (bytes, pieces), rounded up. */
export type ResourceAmounts = Readonly<Record<string, number>>

/** A port that a Pod takes on its node. `hostIP` is `0.0.0.0` for all addresses. */
export interface HostPort {
  readonly hostIP: string
  readonly protocol: string
  readonly port: number
}

const DEFAULT_CPU = 100
const DEFAULT_MEMORY = 200 * 1024 * 1024
const NO_PORTS: readonly HostPort[] = []

/** The texts of a resource list as numbers. */
export function resourceAmounts(list: ResourceList | undefined): ResourceAmounts {
  const amounts: Record<string, number> = {}
  for (const name in list) amounts[name] = amountOf(name, list[name] ?? '0')
  return amounts
}

function amountOf(name: string, text: string): number {
  return name === 'cpu' ? milliValue(text) : wholeValue(text)
}

interface PodFacts {
  readonly requests: ResourceAmounts
  readonly nonZero: { readonly cpu: number; readonly memory: number }
  readonly hostPorts: readonly HostPort[]
}

const known = new WeakMap<PodSpec, PodFacts>()
// Pods of one template share their containers, and so does a Pod before and after it is bound.
const knownByContainers = new WeakMap<object, { readonly spec: PodSpec; readonly facts: PodFacts }>()

function factsOf({ spec }: Pick<Pod, 'spec'>): PodFacts {
  let facts = known.get(spec)
  if (facts === undefined) {
    facts = factsOfSibling(spec) ?? computeFacts(spec)
    known.set(spec, facts)
  }
  return facts
}

function factsOfSibling(spec: PodSpec): PodFacts | undefined {
  const sibling = knownByContainers.get(spec.containers)
  if (sibling === undefined) return undefined
  const isSame = (field: string) => sibling.spec[field] === spec[field]
  return ['initContainers', 'overhead', 'resources'].every(isSame) ? sibling.facts : undefined
}

function computeFacts(spec: PodSpec): PodFacts {
  const { cpu = 0, memory = 0 } = addUp(spec, { cpu: DEFAULT_CPU, memory: DEFAULT_MEMORY })
  const facts = { requests: addUp(spec, {}), nonZero: { cpu, memory }, hostPorts: collectHostPorts(spec) }
  knownByContainers.set(spec.containers, { spec, facts })
  return facts
}

/**
 * What the Pod asks of its node: the sum over its containers and sidecars, or what the hungriest init container needs beside
 * the sidecars started before it, whichever is more; Pod-level requests stand in for the sum; overhead on top.
 */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests
export function podRequests(pod: Pick<Pod, 'spec'>): ResourceAmounts {
  return factsOf(pod).requests
}

/** CPU (millicores) and memory (bytes) with 100m and 200Mi for each container that names none: what scores count with. */
// Models pkg/scheduler/util/pod_resources.go GetNonzeroRequests
export function nonZeroRequests(pod: Pick<Pod, 'spec'>): { readonly cpu: number; readonly memory: number } {
  return factsOf(pod).nonZero
}

// Models pkg/scheduler/util/utils.go GetHostPorts
export function hostPortsOf(pod: Pick<Pod, 'spec'>): readonly HostPort[] {
  return factsOf(pod).hostPorts
}

function addUp(spec: PodSpec, defaults: ResourceAmounts): ResourceAmounts {
  const total: Record<string, number> = {}
  const sidecars: Record<string, number> = {}
  const start: Record<string, number> = {}
  for (const container of spec.containers ?? []) add(total, requestsOf(container, defaults))
  for (const container of spec.initContainers ?? []) {
    const requests = requestsOf(container, defaults)
    if (isSidecar(container)) {
      add(total, requests)
      add(sidecars, requests)
      raise(start, sidecars)
    } else {
      const beside = { ...sidecars }
      add(beside, requests)
      raise(start, beside)
    }
  }
  raise(total, start)
  const podLevel = podLevelResources(spec)?.requests
  for (const name in podLevel) if (isPodLevelResource(name)) total[name] = amountOf(name, podLevel[name] ?? '0')
  add(total, resourceAmounts(spec.overhead))
  return total
}

function requestsOf(container: Container, defaults: ResourceAmounts): ResourceAmounts {
  return { ...defaults, ...resourceAmounts(container.resources?.requests) }
}

function podLevelResources(
  spec: PodSpec,
): { readonly requests?: ResourceList; readonly limits?: ResourceList } | undefined {
  return spec.resources as { readonly requests?: ResourceList; readonly limits?: ResourceList } | undefined
}

function add(total: Record<string, number>, amounts: ResourceAmounts): void {
  for (const name in amounts) total[name] = (total[name] ?? 0) + (amounts[name] ?? 0)
}

function raise(total: Record<string, number>, amounts: ResourceAmounts): void {
  for (const name in amounts) total[name] = Math.max(total[name] ?? 0, amounts[name] ?? 0)
}

function collectHostPorts({ containers = [], initContainers = [] }: PodSpec): readonly HostPort[] {
  const ports: HostPort[] = []
  for (const container of [...containers, ...initContainers.filter(isSidecar)]) {
    for (const { hostPort = 0, hostIP, protocol } of container.ports ?? []) {
      if (hostPort > 0) ports.push({ hostIP: hostIP || '0.0.0.0', protocol: protocol || 'TCP', port: hostPort })
    }
  }
  return ports.length === 0 ? NO_PORTS : ports
}
