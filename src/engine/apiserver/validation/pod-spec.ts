import type { Fields } from '../../../base/fields'
import { dnsLabel, dnsSubdomain, inRange, qualifiedName } from '../../../k8s/names'
import type { PodSpec, Volume } from '../../../k8s/pod'
import { duplicate, forbiddenField, invalid, required, tooLong } from '../field-error'
import { validateIp } from './addresses'
import { type PodFacts, validateContainers, validateHostNetwork, validateInitContainers } from './containers'
import { type DnsConfig, validateDnsConfig } from './dns-config'
import { validateFileKeyVolumes } from './environment'
import { validateEphemeralContainers } from './ephemeral-containers'
import { type Errors, each, numberErrors, oneOf, textErrors } from './field-errors'
import { validateLabels } from './labels'
import { validateOperatingSystem } from './operating-system'
import { validateResourcesOfPod } from './pod-level-resources'
import { validateResources } from './resources'
import { validateAffinity, validateSpreadConstraints, validateTolerations } from './scheduling-rules'
import { validatePodSecurityContext } from './security-context'
import { validateVolumes } from './volumes'
import { validateHostProcesses } from './windows-options'

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never']
const MAX_INT32 = 2 ** 31 - 1
const MAX_HOSTNAME = 64

interface ResourceClaim {
  readonly name?: string
  readonly resourceClaimName?: string
  readonly resourceClaimTemplateName?: string
}

/** The specification of a Pod, or of a template's Pods. */
// Models pkg/apis/core/validation/validation.go ValidatePodSpec
export function* validatePodSpec(spec: PodSpec, path: string, isPod: boolean): Errors {
  const volumes = new Map<string, Volume>()
  const claims = (spec.resourceClaims as readonly ResourceClaim[] | undefined) ?? []
  yield* validateVolumes(spec.volumes, `${path}.volumes`, volumes, isPod)
  yield* validateResourceClaims(claims, `${path}.resourceClaims`)
  const pod: PodFacts = {
    volumes,
    claims: claims.flatMap(claim => claim?.name || []),
    restartPolicy: spec.restartPolicy,
    gracePeriod: spec.terminationGracePeriodSeconds,
    hostUsers: spec.hostUsers !== false,
  }
  yield* validateContainers(spec.containers, `${path}.containers`, pod)
  yield* validateInitContainers(spec.initContainers, spec.containers, `${path}.initContainers`, pod)
  yield* validateEphemeralContainers(spec, `${path}.ephemeralContainers`, pod)
  yield* validateResourcesOfPod(spec, pod.claims, `${path}.resources`)
  if (spec.hostNetwork === true) yield* validateHostNetwork(spec.containers, `${path}.containers`, isPod)
  yield* oneOf(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES)
  yield* oneOf(`${path}.dnsPolicy`, spec.dnsPolicy as string | undefined, DNS_POLICIES)
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`)
  yield* validatePodSecurityContext(spec, `${path}.securityContext`)
  yield* validateAffinity(spec.affinity, `${path}.affinity`)
  yield* validateDnsConfig(spec.dnsConfig as DnsConfig | undefined, spec.dnsPolicy === 'None', `${path}.dnsConfig`)
  for (const [gate, at] of each(spec.readinessGates as readonly Fields[] | undefined, `${path}.readinessGates`)) {
    yield* textErrors(`${at}.conditionType`, (gate.conditionType as string | undefined) ?? '', qualifiedName)
  }
  yield* validateSchedulingGates(spec.schedulingGates, `${path}.schedulingGates`)
  yield* validateSpreadConstraints(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`)
  yield* validateHostProcesses(spec, path)
  yield* validateHostUsers(spec, path)
  yield* validateHostnameOverride(spec, `${path}.hostnameOverride`)
  yield* validateNames(spec, path)
  if (spec.overhead) yield* validateResources({ limits: spec.overhead }, `${path}.overhead`, [])
  yield* validateOperatingSystem(spec, path)
  yield* validateFileKeyVolumes(spec, path)
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
  if (preemptionPolicy === '') yield required(`${path}.preemptionPolicy`)
  else yield* oneOf(`${path}.preemptionPolicy`, preemptionPolicy, PREEMPTION_POLICIES)
}

// Models validation.go validatePodHostName
function* validateHostnameOverride(spec: PodSpec, path: string): Errors {
  const name = spec.hostnameOverride as string | undefined | null
  if (name === undefined || name === null) return
  if (spec.setHostnameAsFQDN === true) yield forbiddenField(path, 'may not be specified when setHostnameAsFQDN is true')
  if (spec.hostNetwork === true) yield forbiddenField(path, 'may not be specified when hostNetwork is true')
  if (name.length > MAX_HOSTNAME) yield tooLong(path, MAX_HOSTNAME)
  yield* textErrors(path, name, dnsSubdomain)
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
  const seen = new Set<string>()
  for (const [claim, at] of each(claims, path)) {
    const { name, resourceClaimName = null, resourceClaimTemplateName = null } = claim
    const printed = {
      Name: name ?? '',
      ResourceClaimName: resourceClaimName,
      ResourceClaimTemplateName: resourceClaimTemplateName,
    }
    const choices = '`resourceClaimName`, `resourceClaimTemplateName`'
    if (!name) yield required(`${at}.name`)
    else if (seen.has(name)) yield duplicate(`${at}.name`, name)
    else yield* textErrors(`${at}.name`, name, dnsLabel)
    if (name) seen.add(name)
    if (resourceClaimName !== null && resourceClaimTemplateName !== null) {
      yield invalid(at, printed, `at most one of ${choices.replace(', ', ' or ')} may be specified`)
    } else if (resourceClaimName === null && resourceClaimTemplateName === null) {
      yield invalid(at, printed, `must specify one of: ${choices}`)
    }
    for (const field of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
      const other = claim[field] ?? null
      if (other !== null) yield* textErrors(`${at}.${field}`, other, dnsSubdomain)
    }
  }
}
