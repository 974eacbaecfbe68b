import type { Container, PodSpec } from '../../../k8s/pod'
import { APPARMOR } from '../app-armor-profiles'
import { forbiddenField, invalid } from '../field-error'
import { type Errors, each } from './field-errors'
import { validateDescendingPath } from './paths'

type Annotations = Readonly<Record<string, string>>

interface Profile {
  readonly type?: string
  readonly localhostProfile?: string
}

/** What annotations said before there were fields for it. */
export const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod'
export const SECCOMP_OF_CONTAINERS = 'container.seccomp.security.alpha.kubernetes.io/'
const MIRROR = 'kubernetes.io/config.mirror'
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const LOCAL = 'localhost/'
const UNCONFINED = 'unconfined'
const APPARMOR_DEFAULT = 'runtime/default'
const SECCOMP_DEFAULTS = [APPARMOR_DEFAULT, 'docker/default']

const sorted = (annotations: Annotations) => Object.keys(annotations).sort()

/** Containers with their paths, in the order in which the server visits them. */
function* containersOf(spec: PodSpec, path: string): Generator<readonly [Container, string]> {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    yield* each(spec[list] as readonly Container[] | undefined, `${path}.${list}`)
  }
}

/** The annotations of a Pod that mean something to the server. `path`: theirs. */
// Models pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations
export function* validatePodAnnotations(annotations: Annotations = {}, spec: PodSpec, path: string): Errors {
  const { [MIRROR]: mirror, [DELETION_COST]: cost, [SECCOMP_OF_POD]: seccomp } = annotations
  if (mirror !== undefined && !spec.nodeName) {
    yield invalid(`${path}[${MIRROR}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set')
  }
  if (cost !== undefined && !isInt32(cost)) {
    yield invalid(`${path}[${DELETION_COST}]`, cost, 'must be a 32bit integer')
  }
  if (seccomp !== undefined) yield* validateSeccomp(seccomp, `${path}.${SECCOMP_OF_POD}`)
  for (const key of sorted(annotations)) {
    if (key.startsWith(SECCOMP_OF_CONTAINERS)) yield* validateSeccomp(annotations[key] ?? '', `${path}.${key}`)
  }
  for (const key of sorted(annotations)) {
    if (key.startsWith(APPARMOR)) yield* validateAppArmor(key, annotations[key] ?? '', spec, `${path}[${key}]`)
  }
}

/** Without a plus sign or zeros before it. */
// Models pkg/apis/core/helper/helpers.go GetDeletionCostFromPodAnnotations
function isInt32(text: string): boolean {
  return /^(-\d+|0|[1-9]\d*)$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31
}

// Models validation.go ValidateSeccompProfile
function* validateSeccomp(profile: string, path: string): Errors {
  if (SECCOMP_DEFAULTS.includes(profile) || profile === UNCONFINED) return
  if (profile.startsWith(LOCAL)) yield* validateDescendingPath(profile.slice(LOCAL.length), path)
  else yield invalid(path, profile, 'must be a valid seccomp profile')
}

// Models validation.go ValidateAppArmorPodAnnotations
function* validateAppArmor(key: string, profile: string, spec: PodSpec, path: string): Errors {
  const name = key.slice(APPARMOR.length)
  const names = [...containersOf(spec, 'spec')].map(([container]) => container.name)
  if (!names.includes(name)) yield invalid(path, name, 'container not found')
  if (profile === '' || profile === APPARMOR_DEFAULT || profile === UNCONFINED || profile.startsWith(LOCAL)) return
  yield invalid(path, profile, `invalid AppArmor profile name: ${JSON.stringify(profile)}`)
}

/** Where annotations and fields both name profiles, they must name the same. `path`: that of the specification. */
// Models validation.go validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate
export function* validateProfilesMatch(annotations: Annotations = {}, spec: PodSpec, path: string): Errors {
  const ofPod = contextOf(spec)
  yield* profileMismatch('seccomp', annotations[SECCOMP_OF_POD], ofPod.seccompProfile, `${path}.securityContext`)
  for (const [container, at] of containersOf(spec, path)) {
    const annotation = annotations[`${SECCOMP_OF_CONTAINERS}${container.name}`]
    yield* profileMismatch('seccomp', annotation, contextOf(container).seccompProfile, `${at}.securityContext`)
  }
  if (spec.os?.name === 'windows') return
  for (const [container, at] of containersOf(spec, path)) {
    const annotation = annotations[`${APPARMOR}${container.name}`]
    const profile = contextOf(container).appArmorProfile ?? ofPod.appArmorProfile
    yield* profileMismatch('apparmor', annotation, profile, `${at}.securityContext`)
  }
}

interface Profiles {
  readonly seccompProfile?: Profile | null
  readonly appArmorProfile?: Profile | null
}

const contextOf = ({ securityContext }: PodSpec | Container) => (securityContext ?? {}) as Profiles

function* profileMismatch(
  what: 'seccomp' | 'apparmor',
  annotation: string | undefined,
  profile: Profile | undefined | null,
  context: string,
): Errors {
  if (annotation === undefined || !profile) return
  const path = `${context}.${what === 'seccomp' ? 'seccompProfile' : 'appArmorProfile'}`
  const defaults = what === 'seccomp' ? SECCOMP_DEFAULTS : [APPARMOR_DEFAULT]
  const fits: Readonly<Record<string, boolean>> = {
    Unconfined: annotation === UNCONFINED,
    RuntimeDefault: defaults.includes(annotation),
    Localhost: annotation.startsWith(LOCAL),
  }
  const { type = '', localhostProfile } = profile
  if (fits[type] === false) yield forbiddenField(`${path}.type`, `${what} type in annotation and field must match`)
  else if (type === 'Localhost' && annotation.slice(LOCAL.length) !== localhostProfile) {
    yield forbiddenField(`${path}.localhostProfile`, `${what} profile in annotation and field must match`)
  }
}

/** What of the annotations of a Pod that is there cannot be changed. */
// Models validation.go ValidatePodSpecificAnnotationUpdates
export function* validatePodAnnotationsKept(annotations: Annotations = {}, before: Annotations = {}): Errors {
  const changed = (was: Annotations, now: Annotations) => sorted(was).filter(key => now[key] !== was[key])
  const path = (key: string) => `metadata.annotations[${key}]`
  for (const key of changed(before, annotations)) {
    if (key.startsWith(APPARMOR)) yield forbiddenField(path(key), 'may not remove or update AppArmor annotations')
    if (key === MIRROR) yield forbiddenField(path(key), 'may not remove or update mirror pod annotation')
  }
  for (const key of changed(annotations, before).filter(one => before[one] === undefined)) {
    if (key.startsWith(APPARMOR)) yield forbiddenField(path(key), 'may not add AppArmor annotations')
    if (key === MIRROR) yield forbiddenField(path(key), 'may not add mirror pod annotation')
  }
}
