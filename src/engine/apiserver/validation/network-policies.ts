import { portName, portNumber } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { LabelSelector } from '../../../k8s/selector'
import { forbiddenField, invalid, notSupported, required } from '../field-error'
import { isWithin, validateCidr } from './addresses'
import { type Errors, each, numberErrors, textErrors } from './field-errors'
import { validateLabelSelector } from './labels'

interface Port {
  readonly port?: number | string
  readonly endPort?: number
  readonly protocol?: string
}

interface AddressRange {
  readonly cidr?: string
  readonly except?: readonly string[]
}

interface Peer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
  readonly ipBlock?: AddressRange
}

interface Rule {
  readonly ports?: readonly Port[]
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
}

interface Policy {
  readonly podSelector?: LabelSelector
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
  readonly policyTypes?: readonly string[]
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP']
const TYPES = ['Ingress', 'Egress']

// Models pkg/apis/networking/validation/validation.go ValidateNetworkPolicySpec
export function* validateNetworkPolicy({ spec }: KubeObject): Errors {
  const { podSelector, ingress, egress, policyTypes = [] } = (spec ?? {}) as Policy
  yield* validateLabelSelector(podSelector, 'spec.podSelector')
  for (const [{ ports, from }, at] of each(ingress, 'spec.ingress')) {
    for (const [port, path] of each(ports, `${at}.ports`)) yield* validatePort(port, path)
    for (const [peer, path] of each(from, `${at}.from`)) yield* validatePeer(peer, path)
  }
  for (const [{ ports, to }, at] of each(egress, 'spec.egress')) {
    for (const [port, path] of each(ports, `${at}.ports`)) yield* validatePort(port, path)
    for (const [peer, path] of each(to, `${at}.to`)) yield* validatePeer(peer, path)
  }
  if (policyTypes.length > TYPES.length) {
    yield invalid('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')
    return
  }
  for (const [index, type] of policyTypes.entries()) {
    if (!TYPES.includes(type)) yield notSupported(`spec.policyTypes[${index}]`, type ?? '', TYPES)
  }
}

// Models validation.go ValidateNetworkPolicyPort
function* validatePort({ port, endPort, protocol }: Port, path: string): Errors {
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) {
    yield notSupported(`${path}.protocol`, protocol, PROTOCOLS)
  }
  const end = `${path}.endPort`
  if (typeof port === 'number') {
    yield* numberErrors(`${path}.port`, port, portNumber)
    if (endPort === undefined) return
    if (endPort < port) yield invalid(end, port, 'must be greater than or equal to `port`')
    yield* numberErrors(end, endPort, portNumber)
    return
  }
  if (endPort !== undefined) {
    yield invalid(
      end,
      endPort,
      `may not be specified when \`port\` is ${port === undefined ? 'not specified' : 'non-numeric'}`,
    )
  }
  if (port !== undefined) yield* textErrors(`${path}.port`, port, portName)
}

// Models validation.go ValidateNetworkPolicyPeer
function* validatePeer({ podSelector, namespaceSelector, ipBlock }: Peer, path: string): Errors {
  if (podSelector) yield* validateLabelSelector(podSelector, `${path}.podSelector`)
  if (namespaceSelector) yield* validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`)
  if (ipBlock) yield* validateRange(ipBlock, `${path}.ipBlock`)
  const isSelected = Boolean(podSelector || namespaceSelector)
  if (!isSelected && !ipBlock) yield required(path, 'must specify a peer')
  else if (isSelected && ipBlock) yield forbiddenField(path, 'may not specify both ipBlock and another peer')
}

// Models validation.go ValidateIPBlock
function* validateRange({ cidr = '', except = [] }: AddressRange, path: string): Errors {
  if (cidr === '') {
    yield required(`${path}.cidr`)
    return
  }
  yield* validateCidr(cidr, `${path}.cidr`)
  for (const [index, range] of except.entries()) {
    const at = `${path}.except[${index}]`
    // Within what is no range nothing is looked at.
    if (isWithin(cidr, cidr) === undefined) return
    yield* validateCidr(range, at)
    if (isWithin(range, cidr) === false) yield invalid(at, range, 'must be a strict subset of `cidr`')
  }
}
