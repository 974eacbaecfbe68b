import { dnsLabel, dnsSubdomain, portNumber, qualifiedName } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { isHeadless, type ServicePort, type ServiceSpec, serviceSpecOf } from '../../../k8s/service'
import { duplicate, forbiddenField, invalid, notSupported, required } from '../field-error'
import { validateCidr } from './addresses'
import { type Errors, each, numberErrors, requiredText, textErrors } from './field-errors'
import { validatePort } from './handlers'
import { validateLabels } from './labels'
import { validateClusterAddresses, validateExternalAddresses } from './service-addresses'
import { validateTraffic } from './service-traffic'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const PROTOCOLS = ['SCTP', 'TCP', 'UDP']
const AFFINITIES = ['ClientIP', 'None']
const LONGEST_AFFINITY = 86_400
const ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'"

// Models pkg/apis/core/validation/validation.go validateService
export function* validateService(service: KubeObject): Errors {
  const spec = serviceSpecOf(service)
  yield* validateType(spec)
  yield* validatePorts(spec)
  yield* validateLabels(spec.selector, 'spec.selector')
  yield* validateAffinity(spec)
  yield* validateClusterAddresses(spec)
  yield* validateExternalAddresses(spec)
  const { type = 'ClusterIP' } = spec
  if (!TYPES.includes(type)) yield notSupported('spec.type', type, TYPES)
  yield* validateNodePorts(spec)
  yield* validateDuplicates(spec)
  yield* validateBalancer(spec)
  yield* validateTraffic(spec)
}

function* validateType({ type, ports = [], clusterIPs = [], ...spec }: ServiceSpec): Errors {
  const headless = isHeadless({ clusterIPs })
  if (ports.length === 0 && !headless && type !== 'ExternalName') yield required('spec.ports')
  if (headless && (type === 'LoadBalancer' || type === 'NodePort')) {
    yield invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)
  }
  if (type !== 'ExternalName') return
  const why = 'may not be set for ExternalName services'
  if (clusterIPs.length > 0) yield forbiddenField('spec.clusterIPs', why)
  if ((spec.ipFamilies ?? []).length > 0) yield forbiddenField('spec.ipFamilies', why)
  if (spec.ipFamilyPolicy !== undefined) yield forbiddenField('spec.ipFamilyPolicy', why)
  yield* requiredText('spec.externalName', (spec.externalName ?? '').replace(/\.$/, ''), dnsSubdomain)
}

// Models validation.go validateServicePort
function* validatePorts({ ports = [] }: ServiceSpec): Errors {
  const names = new Set<string>()
  for (const [port, at] of each(ports, 'spec.ports')) {
    const { name = '', protocol = 'TCP', targetPort } = port
    if (name === '') {
      if (ports.length > 1) yield required(`${at}.name`)
    } else {
      yield* textErrors(`${at}.name`, name, dnsLabel)
      if (names.has(name)) yield duplicate(`${at}.name`, name)
      names.add(name)
    }
    yield* numberErrors(`${at}.port`, port.port ?? 0, portNumber)
    if (!PROTOCOLS.includes(protocol)) yield notSupported(`${at}.protocol`, protocol, PROTOCOLS)
    yield* validatePort(targetPort ?? port.port, `${at}.targetPort`)
    if (port.appProtocol !== undefined) yield* textErrors(`${at}.appProtocol`, port.appProtocol, qualifiedName)
  }
}

// Models validation.go validateClientIPAffinityConfig
function* validateAffinity({ sessionAffinity = 'None', sessionAffinityConfig }: ServiceSpec): Errors {
  const at = 'spec.sessionAffinityConfig'
  if (!AFFINITIES.includes(sessionAffinity)) yield notSupported('spec.sessionAffinity', sessionAffinity, AFFINITIES)
  if (sessionAffinity === 'None' && sessionAffinityConfig) {
    yield forbiddenField(at, 'must not be set when session affinity is None')
  }
  if (sessionAffinity !== 'ClientIP') return
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (seconds === undefined) return
  if (seconds <= 0 || seconds > LONGEST_AFFINITY) {
    const why = `must be greater than 0 and less than ${LONGEST_AFFINITY}`
    yield invalid(`${at}.clientIP.timeoutSeconds`, seconds, why)
  }
}

function* validateNodePorts({ ports, type = 'ClusterIP' }: ServiceSpec): Errors {
  if (type === 'ClusterIP') {
    for (const [{ nodePort }, at] of each(ports, 'spec.ports')) {
      if (nodePort) yield forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")
    }
  }
  const seen = new Set<string>()
  for (const [{ nodePort, protocol = 'TCP' }, at] of each(ports, 'spec.ports')) {
    if (!nodePort) continue
    if (seen.has(`${protocol}/${nodePort}`)) yield duplicate(`${at}.nodePort`, nodePort)
    seen.add(`${protocol}/${nodePort}`)
  }
}

function* validateDuplicates({ ports }: { readonly ports?: readonly ServicePort[] }): Errors {
  const seen = new Set<string>()
  for (const [{ protocol = 'TCP', port = 0 }, at] of each(ports, 'spec.ports')) {
    const key = `${protocol}/${port}`
    if (seen.has(key)) {
      yield duplicate(at, { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 })
    }
    seen.add(key)
  }
}

/** What only makes sense for a load balancer. */
function* validateBalancer(spec: ServiceSpec): Errors {
  const { type, loadBalancerSourceRanges = [], allocateLoadBalancerNodePorts, loadBalancerClass } = spec
  const balanced = type === 'LoadBalancer'
  const ranges = 'spec.LoadBalancerSourceRanges'
  if (loadBalancerSourceRanges.length > 0 && !balanced) yield forbiddenField(ranges, ONLY_BALANCED)
  for (const [range, at] of each(loadBalancerSourceRanges, ranges)) {
    yield* validateCidr(range.trim(), at)
  }
  if (allocateLoadBalancerNodePorts !== undefined && !balanced) {
    yield forbiddenField('spec.allocateLoadBalancerNodePorts', ONLY_BALANCED)
  }
  if (loadBalancerClass === undefined) return
  if (balanced) yield* textErrors('spec.loadBalancerClass', loadBalancerClass, qualifiedName)
  else yield forbiddenField('spec.loadBalancerClass', ONLY_BALANCED)
}

const sameList = (one: readonly string[], other: readonly string[]) => one.join() === other.join()

/** What a change to a service may not change. */
// Models validation.go ValidateServiceUpdate
export function* validateServiceChange(service: KubeObject, before: KubeObject): Errors {
  const [now, was] = [serviceSpecOf(service), serviceSpecOf(before)]
  const addressed = now.type !== 'ExternalName' && was.type !== 'ExternalName'
  if (addressed && !(isHeadless(now) && isHeadless(was))) {
    const [addresses, old] = [now.clusterIPs ?? [], was.clusterIPs ?? []]
    for (const [index, address] of old.slice(0, addresses.length).entries()) {
      if (address !== addresses[index]) yield invalid(`spec.clusterIPs[${index}]`, addresses, 'may not change once set')
    }
  }
  if (addressed && !isHeadless(now) && !isHeadless(was)) {
    const [families, old] = [now.ipFamilies ?? [], was.ipFamilies ?? []]
    if (families.length === old.length && !sameList(families, old)) {
      yield invalid('spec.ipFamilies[0]', families, 'may not change once set')
    }
  }
  if (now.type !== 'LoadBalancer' || was.type !== 'LoadBalancer') return
  if (now.loadBalancerClass !== was.loadBalancerClass) {
    yield invalid('spec.loadBalancerClass', now.loadBalancerClass ?? null, 'may not change once set')
  }
  if (now.loadBalancerClass !== undefined && now.loadBalancerClass !== was.loadBalancerClass) {
    yield* textErrors('spec.loadBalancerClass', now.loadBalancerClass, qualifiedName)
  }
  const isLocal = now.externalTrafficPolicy === 'Local' && was.externalTrafficPolicy === 'Local'
  if (isLocal && now.healthCheckNodePort !== was.healthCheckNodePort) {
    yield forbiddenField('spec.healthCheckNodePort', 'field is immutable')
  }
}
