import type { NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isPodTerminal, isTerminating } from '../../../k8s/pod-conditions'
import { namedBy, portsFor, type Service } from './endpoints-of-service'

interface Address {
  readonly ip: string
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef: { readonly kind: 'Pod'; readonly namespace?: string; readonly name: string; readonly uid: string }
}

interface Subset {
  readonly addresses: Address[]
  readonly notReadyAddresses: Address[]
  readonly ports: ReturnType<typeof portsFor>
}

/** The deprecated list of the same addresses, in one object: `kubectl get endpoints` still shows it. */
// Models pkg/controller/endpoint/endpoints_controller.go syncService
export function endpointsObject(service: Service, pods: readonly Pod[]): NewObject {
  const { namespace, name, labels } = service.metadata
  const headless: Readonly<Record<string, string>> =
    service.spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}
  const subsets = subsetsOf(service, pods)
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels, ...headless, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
    },
    ...(subsets.length === 0 ? {} : { subsets }),
  }
}

function subsetsOf(service: Service, pods: readonly Pod[]): Readonly<Record<string, unknown>>[] {
  const byPorts = new Map<string, Subset>()
  const { publishNotReadyAddresses = false } = service.spec
  for (const pod of pods) {
    const gone = isPodTerminal(pod) || (isTerminating(pod) && !publishNotReadyAddresses)
    if (gone || pod.status.podIP === undefined) continue
    const ports = portsFor(service, pod)
    // A port that the pod does not have leads nowhere.
    if (ports === null && (service.spec.ports ?? []).length > 0) continue
    const key = JSON.stringify(ports)
    const subset = byPorts.get(key) ?? { addresses: [], notReadyAddresses: [], ports }
    const list = publishNotReadyAddresses || isPodReady(pod) ? subset.addresses : subset.notReadyAddresses
    list.push(addressOf(service, pod, pod.status.podIP))
    byPorts.set(key, subset)
  }
  return [...byPorts.values()].map(({ addresses, notReadyAddresses, ports }) => ({
    ...(addresses.length === 0 ? {} : { addresses: addresses.sort(compareAddresses) }),
    ...(notReadyAddresses.length === 0 ? {} : { notReadyAddresses: notReadyAddresses.sort(compareAddresses) }),
    ...(ports === null ? {} : { ports }),
  }))
}

function addressOf(service: Service, pod: Pod, ip: string): Address {
  const { namespace, name, uid } = pod.metadata
  return {
    ip,
    ...namedBy(service, pod),
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', ...(namespace === undefined ? {} : { namespace }), name, uid },
  }
}

function compareAddresses(a: Address, b: Address): number {
  if (a.ip === b.ip) return a.targetRef.uid < b.targetRef.uid ? -1 : 1
  return a.ip < b.ip ? -1 : 1
}
