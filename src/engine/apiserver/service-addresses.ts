import type { KubeObject, NewObject } from '../../k8s/object'
import type { ServerContext } from './request'

interface ServicePort {
  readonly port: number
  readonly protocol?: string
  readonly nodePort?: number
}

interface ServiceSpec {
  readonly type?: string
  readonly selector?: Readonly<Record<string, string>>
  readonly clusterIP?: string
  readonly clusterIPs?: readonly string[]
  readonly ipFamilies?: readonly string[]
  readonly ipFamilyPolicy?: string
  readonly allocateLoadBalancerNodePorts?: boolean
  readonly ports?: readonly ServicePort[]
}

/** The range is 10.96.0.0/16; its first part is kept for addresses that people choose. */
const FIRST_ADDRESS = 256
const ADDRESSES = 65_536
const FIRST_NODE_PORT = 30_000
const NODE_PORTS = 2_768

/** Gives the service what it does not say itself: its address, its families, its node ports. `stored`: what it replaces. */
// Models pkg/registry/core/service/storage/alloc.go and pkg/registry/core/service/strategy.go patchAllocatedValues
export function withAddresses<T extends NewObject>(server: ServerContext, service: T, stored?: KubeObject): T {
  const spec = (service.spec ?? {}) as ServiceSpec
  if (spec.type === 'ExternalName') return service
  const before = stored?.spec as ServiceSpec | undefined
  const addressed = { ...spec, ...addressOf(server, spec, before) }
  const ports = withNodePorts(server, addressed, before)
  return { ...service, spec: ports === addressed.ports ? addressed : { ...addressed, ports } }
}

function addressOf(server: ServerContext, spec: ServiceSpec, before: ServiceSpec | undefined): ServiceSpec {
  const clusterIP = spec.clusterIP || spec.clusterIPs?.[0] || before?.clusterIP || freeAddress(server)
  const selectsNothing = clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0
  return {
    clusterIP,
    clusterIPs: spec.clusterIPs ?? [clusterIP],
    ipFamilies: spec.ipFamilies ?? before?.ipFamilies ?? (selectsNothing ? ['IPv4', 'IPv6'] : ['IPv4']),
    ipFamilyPolicy:
      spec.ipFamilyPolicy ?? before?.ipFamilyPolicy ?? (selectsNothing ? 'RequireDualStack' : 'SingleStack'),
  }
}

function freeAddress(server: ServerContext): string {
  const taken = new Set<unknown>()
  for (const service of server.store.all('services').values()) taken.add((service.spec as ServiceSpec).clusterIP)
  for (;;) {
    const offset = FIRST_ADDRESS + server.random.integer(ADDRESSES - FIRST_ADDRESS - 1)
    const address = `10.96.${offset >> 8}.${offset & 0xff}`
    if (!taken.has(address)) return address
  }
}

function withNodePorts(
  server: ServerContext,
  spec: ServiceSpec,
  before: ServiceSpec | undefined,
): ServiceSpec['ports'] {
  const balanced = spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false
  if ((spec.type !== 'NodePort' && !balanced) || !spec.ports?.some(port => !port.nodePort)) return spec.ports
  const taken = new Set<number>()
  for (const service of server.store.all('services').values()) {
    for (const port of (service.spec as ServiceSpec).ports ?? []) if (port.nodePort) taken.add(port.nodePort)
  }
  return spec.ports.map(port => {
    if (port.nodePort) return port
    const earlier = before?.ports?.find(old => old.port === port.port && old.protocol === port.protocol)?.nodePort
    const nodePort = earlier ?? freeNodePort(server, taken)
    taken.add(nodePort)
    return { ...port, nodePort }
  })
}

function freeNodePort(server: ServerContext, taken: ReadonlySet<number>): number {
  for (;;) {
    const port = FIRST_NODE_PORT + server.random.integer(NODE_PORTS)
    if (!taken.has(port) || taken.size >= NODE_PORTS) return port
  }
}
