import { type ApiClient, ApiError, type ListOptions } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { ResourceType } from '../../k8s/resources'
import { toTimestamp } from '../../k8s/time'
import type { MachineState } from '../machines'
import { containerUsage, sumOf, systemUsage, type Usage, WINDOW_SECONDS } from './usage'

const GROUP = 'metrics.k8s.io'
const API_VERSION = `${GROUP}/v1beta1`
const NODES = `nodes.${GROUP}`
const PODS = `pods.${GROUP}`

const metricsType = (kind: string, plural: string, namespaced: boolean): ResourceType => ({
  group: GROUP,
  version: 'v1beta1',
  kind,
  plural,
  singular: '',
  shortNames: [],
  namespaced,
  categories: [],
  verbs: ['get', 'list'],
})

const METRICS_TYPES = [metricsType('NodeMetrics', 'nodes', false), metricsType('PodMetrics', 'pods', true)]

/** What the metrics are made of. */
export interface MetricsSources {
  now(): number
  machines(): readonly MachineState[]
}

/**
 * The client of somebody who reads the Metrics API (`kubectl top`), as metrics-server serves it: for every pod that runs on a
 * machine whose kubelet answers. It is made when it is asked for, and there is none while all kubelets are held.
 */
export function withMetrics(client: ApiClient, sources: MetricsSources): ApiClient {
  const answers = ({ held, powered, kubelet }: MachineState) => !held && powered && kubelet === 'running'
  const answering = () =>
    new Set(
      sources
        .machines()
        .filter(answers)
        .map(({ name }) => name),
    )
  const list = (resource: string, options: ListOptions) => {
    const nodes = answering()
    return resource === NODES
      ? nodeMetrics(client, nodes, sources.now(), options)
      : podMetrics(client, nodes, sources.now(), options)
  }
  const isMetric = (resource: string) => resource === NODES || resource === PODS
  return delegatingTo(client, {
    get(resource, namespace, name) {
      if (!isMetric(resource)) return client.get(resource, namespace, name)
      const found = list(resource, namespace === undefined ? {} : { namespace }).find(
        each => each.metadata.name === name,
      )
      if (found === undefined) throw missing(resource, resource === PODS ? `${namespace ?? ''}/${name}` : name)
      return found
    },
    list: (resource, options = {}) => (isMetric(resource) ? list(resource, options) : client.list(resource, options)),
    resourceTypes: () =>
      sources.machines().some(answers) ? [...client.resourceTypes(), ...METRICS_TYPES] : client.resourceTypes(),
  })
}

function missing(resource: string, name: string): ApiError {
  const kind = resource === PODS ? 'podmetrics' : 'nodemetrics'
  return new ApiError({ code: 404, reason: 'NotFound', message: `${kind}.${GROUP} ${JSON.stringify(name)} not found` })
}

const windowOf = (now: number) => Math.floor(now / (WINDOW_SECONDS * 1000))

function podMetrics(client: ApiClient, nodes: ReadonlySet<string>, now: number, options: ListOptions): KubeObject[] {
  return runningPods(client, nodes, options).map(pod => ({
    apiVersion: API_VERSION,
    kind: 'PodMetrics',
    metadata: metadataOf(pod, now),
    timestamp: toTimestamp(windowOf(now) * WINDOW_SECONDS * 1000),
    window: `${WINDOW_SECONDS}s`,
    containers: pod.spec.containers.map(container => ({
      name: container.name,
      usage: resourceList(containerUsage(container, pod.metadata.uid, windowOf(now))),
    })),
  }))
}

function nodeMetrics(
  client: ApiClient,
  answering: ReadonlySet<string>,
  now: number,
  options: ListOptions,
): KubeObject[] {
  const usages = new Map<string, Usage[]>()
  for (const { metadata, spec } of runningPods(client, answering, {})) {
    const node = spec.nodeName ?? ''
    const used = usages.get(node) ?? []
    used.push(...spec.containers.map(container => containerUsage(container, metadata.uid, windowOf(now))))
    usages.set(node, used)
  }
  return client
    .list('nodes', options)
    .filter(({ metadata }) => answering.has(metadata.name))
    .map(node => ({
      apiVersion: API_VERSION,
      kind: 'NodeMetrics',
      metadata: metadataOf(node, now),
      timestamp: toTimestamp(windowOf(now) * WINDOW_SECONDS * 1000),
      window: `${WINDOW_SECONDS}s`,
      usage: resourceList(
        sumOf([systemUsage(node.metadata.name, windowOf(now)), ...(usages.get(node.metadata.name) ?? [])]),
      ),
    }))
}

function runningPods(client: ApiClient, nodes: ReadonlySet<string>, options: ListOptions): Pod[] {
  return (client.list('pods', options) as readonly Pod[]).filter(
    ({ spec, status }) => status.phase === 'Running' && nodes.has(spec.nodeName ?? ''),
  )
}

function metadataOf({ metadata: { name, namespace, labels, uid } }: KubeObject, now: number): KubeObject['metadata'] {
  return {
    name,
    uid,
    resourceVersion: '',
    creationTimestamp: toTimestamp(now),
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
  }
}

function resourceList({ milliCpu, bytes }: Usage): Readonly<Record<string, string>> {
  return { cpu: `${milliCpu * 1_000_000}n`, memory: `${Math.round(bytes / 1024)}Ki` }
}
