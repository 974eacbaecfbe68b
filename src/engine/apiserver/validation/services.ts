import { dnsLabel, dnsSubdomain, isIpAddress, portNumber } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { duplicate, forbiddenField, invalid, notSupported, required } from '../field-error'
import { type Errors, each, numberErrors, requiredText, textErrors } from './field-errors'
import { validatePort } from './handlers'
import { validateLabels } from './labels'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const PROTOCOLS = ['SCTP', 'TCP', 'UDP']
const AFFINITIES = ['ClientIP', 'None']
const FIRST_NODE_PORT = 30000
const LAST_NODE_PORT = 32767

interface ServicePort {
  readonly name?: string
  readonly protocol?: string
  readonly port?: number
  readonly targetPort?: number | string
  readonly nodePort?: number
}

interface ServiceSpec {
  readonly type?: string
  readonly clusterIP?: string
  readonly clusterIPs?: readonly string[]
  readonly externalName?: string
  readonly ports?: readonly ServicePort[]
  readonly selector?: Readonly<Record<string, string>>
  readonly sessionAffinity?: string
}

// Models pkg/apis/core/validation/validation.go validateService
export function* validateService(service: KubeObject): Errors {
  const spec = (service.spec ?? {}) as ServiceSpec
  const { type = 'ClusterIP', ports = [], clusterIP = '' } = spec
  const isHeadless = clusterIP === 'None'
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName') yield required('spec.ports')
  if (isHeadless && (type === 'LoadBalancer' || type === 'NodePort')) {
    yield invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)
  }
  if (type === 'ExternalName') {
    if (clusterIP !== '') yield forbiddenField('spec.clusterIPs', 'may not be set for ExternalName services')
    yield* requiredText('spec.externalName', (spec.externalName ?? '').replace(/\.$/, ''), dnsSubdomain)
  }
  yield* validatePorts(ports)
  yield* validateLabels(spec.selector, 'spec.selector')
  const { sessionAffinity = 'None' } = spec
  if (!AFFINITIES.includes(sessionAffinity)) yield notSupported('spec.sessionAffinity', sessionAffinity, AFFINITIES)
  if (clusterIP !== '' && !isHeadless && type !== 'ExternalName' && !isIpAddress(clusterIP)) {
    yield invalid('spec.clusterIPs[0]', clusterIP, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')
  }
  if (!TYPES.includes(type)) yield notSupported('spec.type', type, TYPES)
  yield* validateNodePorts(ports, type)
  yield* validateDuplicates(ports)
}

function* validatePorts(ports: readonly ServicePort[]): Errors {
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
  }
}

function* validateNodePorts(ports: readonly ServicePort[], type: string): Errors {
  for (const [{ nodePort }, at] of each(ports, 'spec.ports')) {
    if (!nodePort) continue
    if (type === 'ClusterIP') yield forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")
    else if (nodePort < FIRST_NODE_PORT || nodePort > LAST_NODE_PORT) {
      const range = `${FIRST_NODE_PORT}-${LAST_NODE_PORT}`
      yield invalid(
        `${at}.nodePort`,
        nodePort,
        `provided port is not in the valid range. The range of valid ports is ${range}`,
      )
    }
  }
}

function* validateDuplicates(ports: readonly ServicePort[]): Errors {
  const seen = new Set<string>()
  for (const [{ protocol = 'TCP', port = 0 }, at] of each(ports, 'spec.ports')) {
    const key = `${protocol}/${port}`
    if (seen.has(key)) {
      yield duplicate(at, { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 })
    }
    seen.add(key)
  }
}
