import { dnsLabel, dnsSubdomain, inRange, isIpAddress, qualifiedName } from '../../../k8s/names'
import type { PodSpec } from '../../../k8s/pod'
import { duplicate, forbiddenField, invalid, notSupported, required } from '../field-error'
import { type PodFacts, validateContainers, validateHostNetwork, validateInitContainers } from './containers'
import { type Errors, each, numberErrors, oneOf, textErrors } from './field-errors'
import { validateLabels } from './labels'
import { validateAffinity, validateSpreadConstraints, validateTolerations } from './scheduling-rules'
import { type PodSecurityContext, validatePodSecurityContext } from './security-context'
import { validateVolumes } from './volumes'

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never']
const SYSTEMS = ['linux', 'windows']
const MAX_INT32 = 2 ** 31 - 1
const MAX_NAMESERVERS = 3
const MAX_SEARCHES = 32

interface DnsConfig {
  readonly nameservers?: readonly string[]
  readonly searches?: readonly string[]
  readonly options?: readonly { readonly name?: string }[]
}

interface ResourceClaim {
  readonly name?: string
  readonly resourceClaimName?: string
  readonly resourceClaimTemplateName?: string
}

/** The specification of a Pod, or of a template's Pods. */
// Models pkg/apis/core/validation/validation.go ValidatePodSpec
export function* validatePodSpec(spec: PodSpec, path: string, isPod: boolean): Errors {
  const volumes = new Set<string>()
  yield* validateVolumes(spec.volumes, `${path}.volumes`, volumes)
  yield* validateResourceClaims(spec.resourceClaims as readonly ResourceClaim[] | undefined, `${path}.resourceClaims`)
  const pod: PodFacts = {
    volumes,
    gracePeriod: spec.terminationGracePeriodSeconds,
    hostUsers: spec.hostUsers !== false,
  }
  yield* validateContainers(spec.containers, `${path}.containers`, pod)
  yield* validateInitContainers(spec.initContainers, spec.containers, `${path}.initContainers`, pod)
  if (spec.hostNetwork === true) yield* validateHostNetwork(spec.containers, `${path}.containers`, isPod)
  yield* oneOf(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES)
  yield* oneOf(`${path}.dnsPolicy`, spec.dnsPolicy as string | undefined, DNS_POLICIES)
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`)
  yield* validatePodSecurityContext(spec.securityContext as PodSecurityContext | undefined, `${path}.securityContext`)
  yield* validateAffinity(spec.affinity, `${path}.affinity`)
  yield* validateDnsConfig(spec.dnsConfig as DnsConfig | undefined, spec.dnsPolicy === 'None', `${path}.dnsConfig`)
  yield* validateSchedulingGates(spec.schedulingGates, `${path}.schedulingGates`)
  yield* validateSpreadConstraints(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`)
  yield* validateHostUsers(spec, path)
  yield* validateNames(spec, path)
}

function* validateHostUsers(spec: PodSpec, path: string): Errors {
  if (spec.hostUsers !== false) return
  if (spec.hostNetwork === true) yield forbiddenField(`${path}.hostNetwork`, 'when `hostUsers` is false')
  if (spec.hostPID === true) yield forbiddenField(`${path}.HostPID`, 'when `hostUsers` is false')
  if (spec.hostIPC === true) yield forbiddenField(`${path}.HostIPC`, 'when `hostUsers` is false')
}

function* validateNames(spec: PodSpec, path: string): Errors {
  const { serviceAccountName, nodeName, activeDeadlineSeconds, priorityClassName, preemptionPolicy } = spec
  if (serviceAccountName) yield* textErrors(`${path}.serviceAccountName`, serviceAccountName, dnsSubdomain)
  if (nodeName) yield* textErrors(`${path}.nodeName`, nodeName, dnsSubdomain)
  yield* numberErrors(`${path}.activeDeadlineSeconds`, activeDeadlineSeconds, value => inRange(value, 1, MAX_INT32))
  for (const field of ['hostname', 'subdomain']) {
    const name = spec[field] as string | undefined
    if (name) yield* textErrors(`${path}.${field}`, name, dnsLabel)
  }
  yield* validateTolerations(spec.tolerations, `${path}.tolerations`)
  yield* validateHostAliases(spec, `${path}.hostAliases`)
  if (priorityClassName) yield* textErrors(`${path}.priorityClassName`, priorityClassName, dnsSubdomain)
  const runtimeClass = spec.runtimeClassName as string | undefined
  if (runtimeClass !== undefined && runtimeClass !== null) {
    yield* textErrors(`${path}.runtimeClassName`, runtimeClass, dnsSubdomain)
  }
  yield* oneOf(`${path}.preemptionPolicy`, preemptionPolicy, PREEMPTION_POLICIES)
  if (!spec.os) return
  if (!spec.os.name) yield required(`${path}.os.name`)
  else if (!SYSTEMS.includes(spec.os.name)) yield notSupported(`${path}.os`, spec.os.name, SYSTEMS)
}

function* validateHostAliases(spec: PodSpec, path: string): Errors {
  const aliases = spec.hostAliases as
    | readonly { readonly ip?: string; readonly hostnames?: readonly string[] }[]
    | undefined
  for (const [{ ip = '', hostnames = [] }, at] of each(aliases, path)) {
    yield* validateIp(ip, `${at}.ip`)
    for (const [index, name] of hostnames.entries()) yield* textErrors(`${at}.hostnames[${index}]`, name, dnsSubdomain)
  }
}

// Models validation.go IsValidIPForLegacyField
export function* validateIp(text: string, path: string): Errors {
  if (!isIpAddress(text)) yield invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')
}

// Models validation.go validatePodDNSConfig
function* validateDnsConfig(config: DnsConfig | undefined | null, isNeeded: boolean, path: string): Errors {
  if (!config) {
    if (isNeeded) yield required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')
    return
  }
  const { nameservers = [], searches = [] } = config
  if (isNeeded && nameservers.length === 0) {
    yield required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')
    return
  }
  if (nameservers.length > MAX_NAMESERVERS) {
    yield invalid(`${path}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`)
  }
  for (const [index, server] of nameservers.entries()) yield* validateIp(server, `${path}.nameservers[${index}]`)
  if (searches.length > MAX_SEARCHES) {
    yield invalid(`${path}.searches`, searches, `must not have more than ${MAX_SEARCHES} search paths`)
  }
  for (const [option, at] of each(config.options, `${path}.options`))
    if (!option.name) yield required(at, 'must not be empty')
}

function* validateSchedulingGates(gates: PodSpec['schedulingGates'], path: string): Errors {
  const seen = new Set<string>()
  for (const [{ name = '' }, at] of each(gates, path)) {
    yield* textErrors(at, name, qualifiedName)
    if (seen.has(name)) yield duplicate(at, name)
    seen.add(name)
  }
}

// Models validation.go validatePodResourceClaim
function* validateResourceClaims(claims: readonly ResourceClaim[] | undefined, path: string): Errors {
  for (const [claim, at] of each(claims, path)) {
    const { name, resourceClaimName = null, resourceClaimTemplateName = null } = claim
    const printed = {
      Name: name ?? '',
      ResourceClaimName: resourceClaimName,
      ResourceClaimTemplateName: resourceClaimTemplateName,
    }
    const choices = '`resourceClaimName`, `resourceClaimTemplateName`'
    if (!name) yield required(`${at}.name`)
    else yield* textErrors(`${at}.name`, name, dnsLabel)
    if (resourceClaimName !== null && resourceClaimTemplateName !== null) {
      yield invalid(at, printed, `at most one of ${choices} may be specified`)
    } else if (resourceClaimName === null && resourceClaimTemplateName === null) {
      yield invalid(at, printed, `must specify one of: ${choices}`)
    }
  }
}
