import type { KubeObject, NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isPodTerminal, isTerminating } from '../../../k8s/pod-conditions'
import { controllerReference } from '../../runtime/claim-pods'

export interface Service extends KubeObject {
  readonly spec: {
    readonly selector?: Readonly<Record<string, string>>
    readonly clusterIP?: string
    readonly type?: string
    readonly publishNotReadyAddresses?: boolean
    readonly ports?: readonly ServicePort[]
  }
}

interface ServicePort {
  readonly name?: string
  readonly port: number
  readonly protocol?: string
  readonly targetPort?: number | string
  readonly appProtocol?: string
}

interface Endpoint {
  readonly addresses: readonly string[]
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean }
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef: { readonly kind: 'Pod'; readonly namespace?: string; readonly name: string; readonly uid: string }
}

export interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly Endpoint[]
}

/** So many endpoints fit into one slice. */
const MAX_ENDPOINTS = 100
export const SERVICE_NAME = 'kubernetes.io/service-name'
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const CONTROLLER = 'endpointslice-controller.k8s.io'

/** The slices that a Service should have, oldest pods first; at least one, which may be empty. */
// Models staging/src/k8s.io/endpointslice/reconciler.go Reconcile
export function desiredSlices(service: Service, pods: readonly Pod[]): NewObject[] {
  const withAddress = pods.filter(pod => pod.status.podIP !== undefined && !isPodTerminal(pod))
  const groups = groupByPorts(service, withAddress)
  if (groups.length === 0) return [slice(service, portsFor(service, undefined), [])]
  return groups.flatMap(({ ports, endpoints }) => {
    const slices: NewObject[] = []
    for (let i = 0; i < endpoints.length; i += MAX_ENDPOINTS) {
      slices.push(slice(service, ports, endpoints.slice(i, i + MAX_ENDPOINTS)))
    }
    return slices
  })
}

type Ports = readonly Readonly<Record<string, unknown>>[] | null

// Pods whose named ports lead to different numbers cannot share a slice.
function groupByPorts(service: Service, pods: readonly Pod[]): { ports: Ports; endpoints: Endpoint[] }[] {
  const groups = new Map<string, { ports: Ports; endpoints: Endpoint[] }>()
  for (const pod of pods) {
    const ports = portsFor(service, pod)
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    group.endpoints.push(endpointOf(service, pod))
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The ports that the Service's ports lead to on this pod; null when there are none. */
export function portsFor(service: Service, pod: Pod | undefined): Ports {
  const ports: Readonly<Record<string, unknown>>[] = []
  for (const { name = '', port, protocol = 'TCP', targetPort = port, appProtocol } of service.spec.ports ?? []) {
    const number = typeof targetPort === 'number' ? targetPort : containerPort(pod, targetPort, protocol)
    if (number === undefined) continue
    ports.push({ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) })
  }
  return ports.length === 0 ? null : ports
}

// Models pkg/api/v1/pod/util.go FindPort
function containerPort(pod: Pod | undefined, name: string, protocol: string): number | undefined {
  for (const container of pod?.spec.containers ?? []) {
    const found = container.ports?.find(port => port.name === name && (port.protocol ?? 'TCP') === protocol)
    if (found !== undefined) return found.containerPort
  }
  return undefined
}

/** The name of its own that a pod has under a Service that it names as its subdomain, as those of StatefulSets do. */
// Models staging/src/k8s.io/endpointslice/util/controller_utils.go ShouldSetHostname
export function namedBy({ metadata }: Service, { spec }: Pod): { readonly hostname?: string } {
  const { hostname, subdomain } = spec
  return typeof hostname === 'string' && hostname !== '' && subdomain === metadata.name ? { hostname } : {}
}

// Models staging/src/k8s.io/endpointslice/utils.go podToEndpoint
function endpointOf(service: Service, pod: Pod): Endpoint {
  const { spec } = service
  const { namespace, name, uid } = pod.metadata
  const terminating = isTerminating(pod)
  const serving = isPodReady(pod)
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready: spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    ...namedBy(service, pod),
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', ...(namespace === undefined ? {} : { namespace }), name, uid },
  }
}

function slice(service: Service, ports: Ports, endpoints: readonly Endpoint[]): NewObject {
  const { namespace, name, labels } = service.metadata
  const headless: Readonly<Record<string, string>> =
    service.spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels, ...headless, [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER },
      ownerReferences: [controllerReference(service)],
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  }
}
