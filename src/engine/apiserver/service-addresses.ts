import { isIpAddress } from '../../k8s/names'
import type { KubeObject, NewObject } from '../../k8s/object'
import { isHeadless, needsHealthCheck, type ServiceSpec, serviceSpecOf, wantsNodePorts } from '../../k8s/service'
import { type FieldError, invalid } from './field-error'
import type { Request, ServerContext } from './request'
import { withoutWhatTheTypeLacks } from './service-type-change'
import { invalidObject } from './status-errors'
import { familyOf, validateClusterAddresses } from './validation/service-addresses'

/** The range is 10.96.0.0/16; its first part is kept for addresses that people choose. */
const RANGE = '10.96.'
const FIRST_ADDRESS = 256
const ADDRESSES = 65_536
const FIRST_NODE_PORT = 30_000
const NODE_PORTS = 2_768

/**
 * Gives the service what it does not say itself: its address, its families, its node ports. `stored`: what it replaces. Throws
 * ApiError (422) when what it asks for cannot be had.
 */
// Models pkg/registry/core/service/storage/alloc.go and pkg/registry/core/service/strategy.go patchAllocatedValues
export function withAddresses<T extends NewObject>(
  server: ServerContext,
  request: Request,
  service: T,
  stored?: KubeObject,
): T {
  const before = stored === undefined ? undefined : serviceSpecOf(stored)
  const given = withoutWhatTheTypeLacks(serviceSpecOf(service), before)
  if (given.type === 'ExternalName') return { ...service, spec: withAddressList(given) }
  const refuse = (errors: readonly FieldError[]) => {
    if (errors.length > 0) throw invalidObject(request.type, service.metadata.name ?? '', errors)
  }
  const asked = withEarlierValues(given, before)
  refuse([...validateClusterAddresses(asked)])
  refuse([...familyErrors(asked)])
  const addressed = { ...asked, ...addressOf(server, asked) }
  const own = new Set(before?.clusterIPs ?? [])
  refuse([...addressErrors(server, addressed, own)])
  refuse([...nodePortErrors(server, addressed, before)])
  return { ...service, spec: withNodePorts(server, addressed) }
}

/** A single address is the head of the list. */
function withAddressList(spec: ServiceSpec): ServiceSpec {
  return spec.clusterIP && spec.clusterIPs === undefined ? { ...spec, clusterIPs: [spec.clusterIP] } : spec
}

/** A client that does not mention what the server allocated keeps it. */
function withEarlierValues(spec: ServiceSpec, before: ServiceSpec | undefined): ServiceSpec {
  const { clusterIP, clusterIPs } = withBothAddressFields(spec, before)
  const healthCheckNodePort = spec.healthCheckNodePort || before?.healthCheckNodePort
  return {
    ...spec,
    ...(clusterIP ? { clusterIP } : {}),
    ...(clusterIPs && clusterIPs.length > 0 ? { clusterIPs } : {}),
    ...(needsHealthCheck(spec) && healthCheckNodePort ? { healthCheckNodePort } : {}),
    ...(spec.ports === undefined ? {} : { ports: spec.ports.map(port => withEarlierNodePort(port, spec, before)) }),
    ...(spec.ipFamilies === undefined && before?.ipFamilies !== undefined ? { ipFamilies: before.ipFamilies } : {}),
    ipFamilyPolicy: spec.ipFamilyPolicy ?? before?.ipFamilyPolicy ?? defaultFamilyPolicy(spec),
  }
}

/** The address and the head of the list of addresses are the same; a client that changes one of them need not change the other. */
// Models pkg/registry/core/service/strategy.go NormalizeClusterIPs
function withBothAddressFields(
  spec: ServiceSpec,
  before: ServiceSpec | undefined,
): Pick<ServiceSpec, 'clusterIP' | 'clusterIPs'> {
  const { clusterIP = '', clusterIPs = [] } = spec
  const onlyOneChanged = before !== undefined && clusterIP !== '' && clusterIP !== before.clusterIP
  if (onlyOneChanged && clusterIPs.join() === (before.clusterIPs ?? []).join()) {
    return { clusterIP, clusterIPs: [clusterIP, ...clusterIPs.slice(1)] }
  }
  const address = clusterIP || (before?.clusterIP ?? '')
  if (address === '') return { clusterIPs }
  return { clusterIP: address, clusterIPs: clusterIPs.length > 0 ? clusterIPs : [address] }
}

type ServicePort = NonNullable<ServiceSpec['ports']>[number]

function withEarlierNodePort(port: ServicePort, { type }: ServiceSpec, before: ServiceSpec | undefined): ServicePort {
  if (port.nodePort || (type !== 'NodePort' && type !== 'LoadBalancer')) return port
  const nodePort = before?.ports?.find(old => old.port === port.port && old.protocol === port.protocol)?.nodePort
  return nodePort ? { ...port, nodePort } : port
}

const defaultFamilyPolicy = (spec: ServiceSpec) => (selectsNothing(spec) ? 'RequireDualStack' : 'SingleStack')

const selectsNothing = ({ clusterIP, selector }: ServiceSpec) =>
  clusterIP === 'None' && Object.keys(selector ?? {}).length === 0

/** The cluster has addresses of one family, IPv4. */
// Models alloc.go initIPFamilyFields
function* familyErrors(spec: ServiceSpec): Generator<FieldError> {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy = '' } = spec
  const policy = 'spec.ipFamilyPolicy'
  if (ipFamilyPolicy === 'SingleStack') {
    const both = "must be 'RequireDualStack' or 'PreferDualStack' when multiple"
    if (clusterIPs.length === 2) yield invalid(policy, ipFamilyPolicy, `${both} cluster IPs are specified`)
    if (ipFamilies.length === 2) yield invalid(policy, ipFamilyPolicy, `${both} IP families are specified`)
  }
  for (const [index, address] of clusterIPs.entries()) {
    if (index < ipFamilies.length || !isIpAddress(address) || familyOf(address) === 'IPv4') continue
    yield invalid(`spec.clusterIPs[${index}]`, clusterIPs, 'IPv6 is not configured on this cluster')
  }
  if (selectsNothing(spec)) return
  if (ipFamilyPolicy === 'RequireDualStack') {
    yield invalid(policy, ipFamilyPolicy, 'this cluster is not configured for dual-stack services')
  }
  for (const [index, family] of ipFamilies.entries()) {
    if (family !== 'IPv4') yield invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')
  }
}

function addressOf(server: ServerContext, spec: ServiceSpec): ServiceSpec {
  const clusterIP = spec.clusterIP || freeAddress(server)
  const families = spec.ipFamilies ?? ['IPv4']
  const needsBoth = selectsNothing(spec) && families.length < 2 && spec.ipFamilyPolicy !== 'SingleStack'
  return {
    clusterIP,
    clusterIPs: (spec.clusterIPs ?? []).length > 0 ? (spec.clusterIPs ?? []) : [clusterIP],
    ipFamilies: needsBoth ? [...families, families[0] === 'IPv4' ? 'IPv6' : 'IPv4'] : families,
  }
}

function freeAddress(server: ServerContext): string {
  const taken = addressesInUse(server)
  for (;;) {
    const offset = FIRST_ADDRESS + server.random.integer(ADDRESSES - FIRST_ADDRESS - 1)
    const address = `${RANGE}${offset >> 8}.${offset & 0xff}`
    if (!taken.has(address)) return address
  }
}

function addressesInUse(server: ServerContext): ReadonlySet<string | undefined> {
  const services = [...server.store.all('services').values()]
  return new Set(services.map(service => serviceSpecOf(service).clusterIP))
}

function* addressErrors(server: ServerContext, spec: ServiceSpec, own: ReadonlySet<string>): Generator<FieldError> {
  if (isHeadless(spec)) return
  for (const address of spec.clusterIPs ?? []) {
    if (own.has(address)) continue
    const why = !address.startsWith(RANGE)
      ? 'the provided network does not match the current range'
      : addressesInUse(server).has(address)
        ? 'provided IP is already allocated'
        : undefined
    if (why !== undefined) yield invalid('spec.clusterIPs', spec.clusterIPs, `failed to allocate IP ${address}: ${why}`)
  }
}

function* nodePortErrors(
  server: ServerContext,
  spec: ServiceSpec,
  before: ServiceSpec | undefined,
): Generator<FieldError> {
  if (!wantsNodePorts(spec)) return
  const taken = nodePortsInUse(server)
  const own = new Set((before?.ports ?? []).map(({ nodePort }) => nodePort))
  const mine = new Set<number>()
  const ofPorts = new Map<number | undefined, number>()
  for (const [index, { nodePort, port }] of (spec.ports ?? []).entries()) {
    // Protocols of one port share the node's.
    if (!nodePort || own.has(nodePort) || ofPorts.get(port) === nodePort) continue
    ofPorts.set(port, ofPorts.get(port) ?? nodePort)
    const last = FIRST_NODE_PORT + NODE_PORTS - 1
    const range = `The range of valid ports is ${FIRST_NODE_PORT}-${last}`
    if (nodePort < FIRST_NODE_PORT || nodePort > last) {
      yield invalid(`spec.ports[${index}].nodePort`, nodePort, `provided port is not in the valid range. ${range}`)
    } else if (taken.has(nodePort) || mine.has(nodePort)) {
      yield invalid(`spec.ports[${index}].nodePort`, nodePort, 'provided port is already allocated')
    }
    mine.add(nodePort)
  }
}

function nodePortsInUse(server: ServerContext): Set<number> {
  const taken = new Set<number>()
  for (const service of server.store.all('services').values()) {
    const { ports = [], healthCheckNodePort } = serviceSpecOf(service)
    for (const { nodePort } of ports) if (nodePort) taken.add(nodePort)
    if (healthCheckNodePort) taken.add(healthCheckNodePort)
  }
  return taken
}

function withNodePorts(server: ServerContext, spec: ServiceSpec): ServiceSpec {
  const allocates =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)
  const missing = allocates && spec.ports?.some(port => !port.nodePort)
  const checks = needsHealthCheck(spec) && !spec.healthCheckNodePort
  if (!missing && !checks) return spec
  const taken = nodePortsInUse(server)
  const take = () => {
    const nodePort = freeNodePort(server, taken)
    taken.add(nodePort)
    return nodePort
  }
  for (const { nodePort } of spec.ports ?? []) if (nodePort) taken.add(nodePort)
  const ports = missing ? withSharedNodePorts(spec.ports ?? [], take) : spec.ports
  return { ...spec, ...(ports && { ports }), ...(checks ? { healthCheckNodePort: take() } : {}) }
}

/** Protocols of one port have one port of the nodes. */
// Models pkg/registry/core/service/storage/alloc.go initNodePorts
function withSharedNodePorts(ports: readonly ServicePort[], take: () => number): readonly ServicePort[] {
  const ofPorts = new Map<number | undefined, number>()
  for (const { port, nodePort } of ports) if (nodePort && !ofPorts.has(port)) ofPorts.set(port, nodePort)
  return ports.map(port => {
    if (port.nodePort) return port
    const nodePort = ofPorts.get(port.port) ?? take()
    ofPorts.set(port.port, nodePort)
    return { ...port, nodePort }
  })
}

function freeNodePort(server: ServerContext, taken: ReadonlySet<number>): number {
  for (;;) {
    const port = FIRST_NODE_PORT + server.random.integer(NODE_PORTS)
    if (!taken.has(port) || taken.size >= NODE_PORTS) return port
  }
}
