import type { Container, ContainerPort, NodeSelectorTerm, PodAffinity, PodSpec, ResourceList } from '../../../k8s/pod'
import { isWholeAmount } from '../../../k8s/quantity'
import { deepEqual } from '../../../k8s/share-unchanged'
import { APPARMOR, profileNamed, USE_FIELD } from '../app-armor-profiles'
import { each } from './field-errors'
import { sortedKeys } from './labels'
import { SECCOMP_OF_CONTAINERS, SECCOMP_OF_POD } from './pod-annotations'
import { volumeWarnings } from './volume-warnings'

type Warnings = Generator<string, void>

const DEPRECATED_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
}

const DEPRECATED_ANNOTATIONS: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
}

const DEPRECATED_VOLUMES: Readonly<Record<string, string>> = {
  photonPersistentDisk: 'deprecated in v1.11, non-functional in v1.16+',
  gitRepo: 'deprecated in v1.11, and disabled by default in v1.33+',
  scaleIO: 'deprecated in v1.16, non-functional in v1.22+',
  flocker: 'deprecated in v1.22, non-functional in v1.25+',
  storageos: 'deprecated in v1.22, non-functional in v1.25+',
  quobyte: 'deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
}

const NO_SELECTOR = 'a null labelSelector results in matching no pod'
const NO_SECCOMP = 'non-functional in v1.27+; use the "seccompProfile" field instead'
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'
/** What is warned of in the Pods of an object: `path` is empty, of a Pod itself, or ends in a dot. */
// Models pkg/api/pod/warnings.go warningsForPodSpecAndMeta
export function* specWarnings(spec: PodSpec, annotations: Readonly<Record<string, string>>, path: string): Warnings {
  const containers = [
    ...each(spec.initContainers, `${path}spec.initContainers`),
    ...each(spec.containers, `${path}spec.containers`),
  ]
  yield* placementWarnings(spec, `${path}spec`)
  for (const key in DEPRECATED_ANNOTATIONS) {
    if (annotations[key] !== undefined) yield `${path}metadata.annotations[${key}]: ${DEPRECATED_ANNOTATIONS[key]}`
  }
  for (const [volume, at] of each(spec.volumes, `${path}spec.volumes`)) {
    for (const kind in DEPRECATED_VOLUMES) {
      const name = kind === 'storageos' ? 'storageOS' : kind
      if (volume[kind]) yield `${at}.${name}: ${DEPRECATED_VOLUMES[kind]}`
    }
  }
  yield* volumeWarnings(spec.volumes)
  yield* aliasWarnings(spec, `${path}spec.hostAliases`)
  yield* pullSecretWarnings(spec, `${path}spec.imagePullSecrets`)
  const overhead = spec.overhead as ResourceList | undefined
  for (const name of IN_BYTES) yield* fractionWarning(overhead?.[name], `${path}spec.overhead[${name}]`)
  const annotationPath = (key: string) => `${path}metadata.annotations[${key}]`
  const { seccompProfile, appArmorProfile: ofPod } = profilesOf(spec)
  if (annotations[SECCOMP_OF_POD] !== undefined && !seccompProfile) {
    yield `${annotationPath(SECCOMP_OF_POD)}: ${NO_SECCOMP}`
  }
  for (const [container, at] of containers) {
    const [seccomp, key] = [`${SECCOMP_OF_CONTAINERS}${container.name}`, `${APPARMOR}${container.name}`]
    const own = profilesOf(container)
    if (annotations[seccomp] !== undefined && !own.seccompProfile) yield `${annotationPath(seccomp)}: ${NO_SECCOMP}`
    // Of a Pod itself the server has made it a field before it looks.
    const annotation = path === '' || own.appArmorProfile ? undefined : annotations[key]
    if (annotation !== undefined && (!ofPod || !deepEqual(ofPod, profileNamed(annotation)))) {
      yield `${annotationPath(key)}: ${USE_FIELD}`
    }
    yield* requestFractionWarnings(container, at)
    yield* environmentWarnings(container, at)
  }
  yield* portWarnings(containers)
  yield* portNameWarnings(containers)
  // Of a Pod itself the server makes it 1 before it looks.
  if (path !== '' && (spec.terminationGracePeriodSeconds ?? 0) < 0) {
    yield `${path}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`
  }
  yield* selectorWarnings(spec.affinity?.podAffinity, `${path}spec.affinity.podAffinity`)
  yield* selectorWarnings(spec.affinity?.podAntiAffinity, `${path}spec.affinity.podAntiAffinity`)
}

interface Profiles {
  readonly seccompProfile?: unknown
  readonly appArmorProfile?: unknown
}

const profilesOf = ({ securityContext }: PodSpec | Container) => (securityContext ?? {}) as Profiles

function* placementWarnings(spec: PodSpec, path: string): Warnings {
  for (const key of sortedKeys(spec.nodeSelector)) {
    const message = DEPRECATED_LABELS[key]
    if (message !== undefined) yield `${path}.nodeSelector[${key}]: ${message}`
  }
  const affinity = spec.affinity?.nodeAffinity
  const terms = `${path}.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms`
  for (const [term, at] of each(affinity?.[REQUIRED]?.nodeSelectorTerms, terms)) yield* termWarnings(term, at)
  for (const [{ preference }, at] of each(affinity?.[PREFERRED], `${path}.affinity.nodeAffinity.${PREFERRED}`)) {
    yield* termWarnings(preference ?? {}, `${at}.preference`)
  }
  for (const [constraint, at] of each(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`)) {
    const message = DEPRECATED_LABELS[constraint.topologyKey]
    if (message !== undefined) yield `${at}.topologyKey: ${constraint.topologyKey} is ${message}`
    if (!constraint.labelSelector) yield `${at}.labelSelector: ${NO_SELECTOR}`
  }
}

function* termWarnings({ matchExpressions }: NodeSelectorTerm, path: string): Warnings {
  for (const [{ key }, at] of each(matchExpressions, `${path}.matchExpressions`)) {
    const message = DEPRECATED_LABELS[key]
    if (message !== undefined) yield `${at}.key: ${key} is ${message}`
  }
}

function* aliasWarnings(spec: PodSpec, path: string): Warnings {
  const seen = new Set<string>()
  for (const [{ ip = '' }, at] of each(spec.hostAliases as readonly { readonly ip?: string }[] | undefined, path)) {
    if (seen.has(ip)) yield `${at}.ip: duplicate ip ${JSON.stringify(ip)}`
    seen.add(ip)
  }
}

function* pullSecretWarnings(spec: PodSpec, path: string): Warnings {
  const secrets = spec.imagePullSecrets as readonly { readonly name?: string }[] | undefined
  const seen = new Set<string>()
  for (const [{ name = '' }, at] of each(secrets, path)) {
    if (seen.has(name)) yield `${at}.name: duplicate name ${JSON.stringify(name)}`
    seen.add(name)
  }
  for (const [{ name = '' }, at] of each(secrets, path)) if (name === '') yield `${at}.name: invalid empty name ""`
}

const IN_BYTES = ['memory', 'ephemeral-storage']

// Models pkg/api/pod/warnings.go, fractional memory and ephemeral-storage
function* requestFractionWarnings({ resources }: Container, path: string): Warnings {
  for (const name of IN_BYTES) {
    for (const list of ['limits', 'requests'] as const) {
      yield* fractionWarning(resources?.[list]?.[name], `${path}.resources.${list}[${name}]`)
    }
  }
}

function* fractionWarning(amount: string | undefined, path: string): Warnings {
  if (amount === undefined || isWholeAmount(amount)) return
  yield `${path}: fractional byte value ${JSON.stringify(amount)} is invalid, must be an integer`
}

function* environmentWarnings({ env }: Container, path: string): Warnings {
  const seen = new Set<string>()
  for (const [{ name, value = '', valueFrom }, at] of each(env, `${path}.env`)) {
    const reference = `$(${name})`
    const builds = !valueFrom && value !== reference && value.includes(reference)
    if (seen.has(name) && !builds) {
      yield `${at}: hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`
    }
    seen.add(name)
  }
}

type Placed = readonly (readonly [container: Container, path: string])[]

function* portWarnings(containers: Placed): Warnings {
  const known = new Map<string, { readonly port: ContainerPort; readonly at: string }[]>()
  for (const [container, path] of containers) {
    for (const [port, at] of each(container.ports, `${path}.ports`)) {
      const key = `${port.containerPort}/${port.protocol ?? 'TCP'}`
      const others = known.get(key) ?? []
      if (port.hostIP && !port.hostPort) yield `${at}: hostIP set without hostPort: ${printPort(port)}`
      for (const other of others) {
        const clash = portClash(port, other.port)
        if (clash !== undefined) yield `${at}: ${clash} port definition with ${other.at}`
      }
      known.set(key, [...others, { port, at }])
    }
  }
}

/** As Go's %+v. */
function printPort({ name = '', hostPort = 0, containerPort, protocol = 'TCP', hostIP = '' }: ContainerPort): string {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`
}

function portClash(one: ContainerPort, other: ContainerPort): string | undefined {
  const [ip, otherIp] = [one.hostIP ?? '', other.hostIP ?? '']
  const [host, otherHost] = [one.hostPort ?? 0, other.hostPort ?? 0]
  if (ip === otherIp && host === otherHost) return 'duplicate'
  if (host === 0 || otherHost === 0) return 'overlapping'
  return host === otherHost && (ip === '') !== (otherIp === '') ? 'dangerously ambiguous' : undefined
}

function* portNameWarnings(containers: Placed): Warnings {
  const known = new Map<string, string>()
  for (const [container, path] of containers) {
    for (const [{ name }, at] of each(container.ports, `${path}.ports`)) {
      if (!name) continue
      const first = known.get(name)
      if (first === undefined) known.set(name, at)
      else {
        const advice = `services and probes that select ports by name will use ${first}`
        yield `${at}: duplicate port name ${JSON.stringify(name)} with ${first}, ${advice}`
      }
    }
  }
}

function* selectorWarnings(affinity: PodAffinity | undefined | null, path: string): Warnings {
  for (const [term, at] of each(affinity?.[REQUIRED], `${path}.${REQUIRED}`)) {
    if (!term.labelSelector) yield `${at}.labelSelector: ${NO_SELECTOR}`
  }
  for (const [weighted, at] of each(affinity?.[PREFERRED], `${path}.${PREFERRED}`)) {
    if (!weighted.podAffinityTerm?.labelSelector) yield `${at}.podAffinityTerm.labelSelector: ${NO_SELECTOR}`
  }
}
