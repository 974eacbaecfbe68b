import type { ImageBehaviour, MachineSpec } from '../../src/engine/machines'
import type { NewObject } from '../../src/k8s/object'
import type { PodSpec } from '../../src/k8s/pod'
import type { DaemonSet } from '../../src/k8s/workload'

/** What a manifest needs around it: nodes that its DaemonSets select, objects and images that its Pods name. */
export interface FittingCluster {
  readonly machines: readonly MachineSpec[]
  /** Whole, or the least of them: what the manifest brings itself may lack a key. */
  readonly objects: readonly NewObject[]
  readonly images: readonly (readonly [image: string, is: Partial<ImageBehaviour>])[]
  /** hostPath volumes that ask for something to be there, by path. */
  readonly hostPaths: ReadonlyMap<string, string>
  /** Resources beyond CPU and memory that containers ask for. */
  readonly extendedResources: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

const NODES_EACH = 2
const ENOUGH = { cpu: '64', memory: '512Gi', pods: '250' }
const DEFAULT_NAMESPACES: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease'])
const BUILT_IN_PRIORITIES: ReadonlySet<string> = new Set(['system-node-critical', 'system-cluster-critical'])

/** Reads from the manifest's documents (lists unrolled) what it takes for granted. */
export function fittingCluster(documents: readonly NewObject[]): FittingCluster {
  const daemonSets = documents.filter(isDaemonSet) as unknown as readonly DaemonSet[]
  const specs = daemonSets.map(({ spec }) => spec.template.spec)
  const wanted = [
    ...namespaces(documents),
    ...priorityClasses(specs),
    ...runtimeClasses(specs),
    ...daemonSets.flatMap(({ metadata, spec }) => mounted(metadata.namespace ?? 'default', spec.template.spec)),
  ]
  const brought = new Set(documents.map(identity))
  const isBrought = (object: NewObject) => CLUSTER_WIDE.has(object.kind) && brought.has(identity(object))
  return {
    machines: specs.flatMap((spec, index) => machinesFor(spec, index)),
    objects: wanted.filter(object => !isBrought(object)),
    images: specs.flatMap(spec =>
      containersOf(spec).map(container => [String(container.image), imageFor(spec, container)] as const),
    ),
    hostPaths: new Map(specs.flatMap(hostPathsOf)),
    extendedResources: [...new Set(specs.flatMap(extendedResourcesOf))],
  }
}

export const isDaemonSet = ({ apiVersion, kind }: NewObject) => kind === 'DaemonSet' && apiVersion === 'apps/v1'

/** `Kind namespace/name`. */
export function identity({ kind, metadata }: NewObject): string {
  return `${kind} ${metadata.namespace ?? (CLUSTER_WIDE.has(kind) ? '' : 'default')}/${metadata.name}`
}

const CLUSTER_WIDE: ReadonlySet<string> = new Set(['Namespace', 'PriorityClass', 'RuntimeClass'])

// ---- nodes

function machinesFor(spec: PodSpec, index: number): MachineSpec[] {
  const os = (spec as unknown as { os?: { name?: string } }).os?.name
  const labels = {
    ...(os === undefined ? {} : { 'kubernetes.io/os': os }),
    ...requiredLabels(spec),
    ...spec.nodeSelector,
  }
  return Array.from({ length: NODES_EACH }, (_, i) => ({
    name: `node-${index + 1}-${i + 1}`,
    labels,
    booted: true,
    ...ENOUGH,
  }))
}

/** Labels with which a node fits the first term of the required node affinity. */
function requiredLabels(spec: PodSpec): Record<string, string> {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const labels: Record<string, string> = {}
  for (const { key, operator, values = [] } of required?.nodeSelectorTerms?.[0]?.matchExpressions ?? []) {
    if (operator === 'In') labels[key] = values[0] ?? ''
    else if (operator === 'Exists') labels[key] = ''
    else if (operator === 'Gt') labels[key] = String(Number(values[0]) + 1)
    else if (operator === 'Lt') labels[key] = String(Number(values[0]) - 1)
  }
  return labels
}

function hostPathsOf(spec: PodSpec): [string, string][] {
  return listOf(spec, 'volumes').flatMap(volume => {
    const { path, type } = (volume.hostPath ?? {}) as { path?: string; type?: string }
    return path === undefined || type === undefined || type === '' || type.endsWith('OrCreate') ? [] : [[path, type]]
  })
}

function extendedResourcesOf(spec: PodSpec): string[] {
  return containersOf(spec).flatMap(({ resources }) => {
    const { requests = {}, limits = {} } = (resources ?? {}) as { requests?: Json; limits?: Json }
    return Object.keys({ ...requests, ...limits }).filter(name => name.includes('/') || name.startsWith('hugepages-'))
  })
}

/** What an image has to be so that the container can start. */
export function imageFor(spec: PodSpec, container: Json): Partial<ImageBehaviour> {
  const shared = (spec.securityContext ?? {}) as { runAsNonRoot?: boolean }
  const own = (container.securityContext ?? {}) as { runAsNonRoot?: boolean }
  return {
    ...(container.imagePullPolicy === 'Never' ? { preloaded: true } : {}),
    ...((own.runAsNonRoot ?? shared.runAsNonRoot) === true ? { nonRoot: true } : {}),
  }
}

// ---- objects

function namespaces(documents: readonly NewObject[]): NewObject[] {
  const names = new Set(documents.flatMap(({ metadata }) => metadata?.namespace ?? []))
  return [...names]
    .filter(name => !DEFAULT_NAMESPACES.has(name))
    .map(name => objectOf('v1', 'Namespace', undefined, name))
}

function priorityClasses(specs: readonly PodSpec[]): NewObject[] {
  return specs.flatMap(spec => {
    const { priorityClassName: name = '' } = spec as { priorityClassName?: string }
    if (name === '' || BUILT_IN_PRIORITIES.has(name)) return []
    return [{ ...objectOf('scheduling.k8s.io/v1', 'PriorityClass', undefined, name), value: 1_000_000 }]
  })
}

function runtimeClasses(specs: readonly PodSpec[]): NewObject[] {
  return specs.flatMap(spec => {
    const { runtimeClassName: name = '' } = spec as { runtimeClassName?: string }
    return name === '' ? [] : [{ ...objectOf('node.k8s.io/v1', 'RuntimeClass', undefined, name), handler: 'runc' }]
  })
}

/** What the Pods name and cannot start without. Keys are put in, so that whatever is asked for is found. */
function mounted(namespace: string, spec: PodSpec): NewObject[] {
  const { serviceAccountName } = spec as { serviceAccountName?: string }
  const keys = new Map<string, Set<string>>()
  const need = (kind: string, reference: Json | undefined, key?: unknown) => {
    if (reference?.optional === true) return
    const name = reference?.name ?? reference?.secretName
    if (typeof name !== 'string') return
    const wanted = keys.get(`${kind}/${name}`) ?? new Set()
    keys.set(`${kind}/${name}`, wanted)
    if (typeof key === 'string') wanted.add(key)
  }
  const needItems = (kind: string, source: Json | undefined) => {
    need(kind, source)
    for (const { key } of listOf(source, 'items')) need(kind, source, key)
  }
  for (const volume of listOf(spec, 'volumes')) {
    needItems('ConfigMap', volume.configMap as Json)
    needItems('Secret', volume.secret as Json)
    for (const source of listOf(volume.projected as Json, 'sources')) {
      needItems('ConfigMap', source.configMap as Json)
      needItems('Secret', source.secret as Json)
    }
  }
  for (const container of containersOf(spec)) {
    for (const { configMapRef, secretRef } of listOf(container, 'envFrom')) {
      need('ConfigMap', configMapRef as Json)
      need('Secret', secretRef as Json)
    }
    for (const { valueFrom } of listOf(container, 'env')) {
      const { configMapKeyRef, secretKeyRef } = (valueFrom ?? {}) as { configMapKeyRef?: Json; secretKeyRef?: Json }
      need('ConfigMap', configMapKeyRef, configMapKeyRef?.key)
      need('Secret', secretKeyRef, secretKeyRef?.key)
    }
  }
  const sources = [...keys].map(([kindAndName, wanted]) => {
    const [kind = '', name = ''] = kindAndName.split('/')
    const data = Object.fromEntries([...wanted].map(key => [key, kind === 'Secret' ? 'eA==' : 'x']))
    return { ...objectOf('v1', kind, namespace, name), data }
  })
  const account = serviceAccountName === undefined || serviceAccountName === 'default' ? [] : [serviceAccountName]
  return [...account.map(name => objectOf('v1', 'ServiceAccount', namespace, name)), ...sources]
}

function containersOf(spec: PodSpec): readonly Json[] {
  return [...listOf(spec, 'initContainers'), ...listOf(spec, 'containers')]
}

function objectOf(apiVersion: string, kind: string, namespace: string | undefined, name: string): NewObject {
  return { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } }
}

function listOf(holder: object | undefined, field: string): readonly Json[] {
  const value = (holder as Json | undefined)?.[field]
  return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : []
}
