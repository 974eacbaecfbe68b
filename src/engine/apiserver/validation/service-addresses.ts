import { isIpAddress } from '../../../k8s/names'
import { isHeadless, type ServiceSpec } from '../../../k8s/service'
import { duplicate, invalid, notSupported, required, TypedText } from '../field-error'
import { validateIp } from './addresses'
import { type Errors, each } from './field-errors'

const FAMILIES = ['IPv4', 'IPv6']
const FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

/** The addresses of a service inside the cluster, and their families. */
// Models pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields
export function* validateClusterAddresses(spec: ServiceSpec): Errors {
  const { type, clusterIP = '', clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec
  if (type === 'ExternalName') return
  if (clusterIP !== '') {
    if (clusterIPs.length === 0) yield required('spec.clusterIPs')
    else if (clusterIPs[0] !== clusterIP)
      yield invalid('spec.clusterIPs', clusterIPs, 'first value must match `clusterIP`')
  } else if (clusterIPs.length > 0) {
    yield invalid('spec.clusterIPs', clusterIPs, 'must be empty when `clusterIP` is not specified')
  }
  const seen = new Set<string>()
  for (const [family, at] of each(ipFamilies, 'spec.ipFamilies')) {
    if (!FAMILIES.includes(family)) yield notSupported(at, family, FAMILIES)
    if (seen.has(family)) yield duplicate(at, new TypedText(family))
    seen.add(family)
  }
  if (ipFamilyPolicy !== undefined && !FAMILY_POLICIES.includes(ipFamilyPolicy)) {
    yield notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, FAMILY_POLICIES)
  }
  yield* validateAddressList(spec)
}

function* validateAddressList(spec: ServiceSpec): Errors {
  const { clusterIPs = [], ipFamilies = [] } = spec
  let isReadable = true
  for (const [address, at] of each(clusterIPs, 'spec.clusterIPs')) {
    const isNone = address === 'None' && address === clusterIPs[0] && at.endsWith('[0]')
    if (isNone ? clusterIPs.length === 1 : isIpAddress(address)) continue
    isReadable = false
    if (isNone) yield invalid('spec.clusterIPs', clusterIPs, "'None' must be the first and only value")
    else yield* validateIp(address, at)
  }
  if (clusterIPs.length > 2) yield invalid('spec.clusterIPs', clusterIPs, 'may only hold up to 2 values')
  if (!isReadable) return
  if (clusterIPs.length > 1 && new Set(clusterIPs.map(familyOf)).size < 2) {
    yield invalid('spec.clusterIPs', clusterIPs, 'may specify no more than one IP for each IP family')
  }
  if (isHeadless(spec)) return
  for (const [index, address] of clusterIPs.slice(0, ipFamilies.length).entries()) {
    const family = ipFamilies[index] ?? ''
    if (!FAMILIES.includes(family) || family === familyOf(address)) continue
    const why = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``
    yield invalid(`spec.clusterIPs[${index}]`, address, why)
  }
}

export const familyOf = (address: string) => (address.includes(':') ? 'IPv6' : 'IPv4')

/** Addresses outside the cluster that lead to the service. */
export function* validateExternalAddresses({ externalIPs }: ServiceSpec): Errors {
  for (const [address, at] of each(externalIPs, 'spec.externalIPs')) {
    if (isIpAddress(address)) yield* validateReachable(address, at)
    else yield* validateIp(address, at)
  }
}

// Models validation.go ValidateEndpointIP
function* validateReachable(address: string, at: string): Errors {
  if (address === '0.0.0.0' || address === '::') yield invalid(at, address, `may not be unspecified (${address})`)
  if (address.startsWith('127.') || address === '::1') {
    yield invalid(at, address, 'may not be in the loopback range (127.0.0.0/8, ::1/128)')
  }
  if (address.startsWith('169.254.') || /^fe[89ab]/i.test(address)) {
    yield invalid(at, address, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)')
  }
  if (address.startsWith('224.0.0.') || /^ff02:/i.test(address)) {
    yield invalid(at, address, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')
  }
}
