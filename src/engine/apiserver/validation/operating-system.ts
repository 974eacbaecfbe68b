import type { Fields } from '../../../base/fields'
import type { Container, PodSpec } from '../../../k8s/pod'
import { forbiddenField, notSupported, required } from '../field-error'
import { type Errors, each } from './field-errors'

const SYSTEMS = ['linux', 'windows']
const NOT_FOR_WINDOWS = 'cannot be set for a windows pod'
const NOT_FOR_LINUX = 'windows options cannot be set for a linux pod'

/** What a Windows Pod cannot say of itself: a field of its security context, or (in Go the same thing) of the Pod. */
const LINUX_ONLY_OF_PODS = [
  'securityContext.appArmorProfile',
  'securityContext.seLinuxOptions',
  'hostUsers',
  'hostPID',
  'hostIPC',
  'securityContext.seccompProfile',
  'securityContext.fsGroup',
  'securityContext.fsGroupChangePolicy',
  'securityContext.sysctls',
  'shareProcessNamespace',
  'securityContext.runAsUser',
  'securityContext.runAsGroup',
  'securityContext.supplementalGroups',
  'securityContext.supplementalGroupsPolicy',
  'securityContext.seLinuxChangePolicy',
]
const LINUX_ONLY_OF_CONTAINERS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
]
/** False says nothing: Go cannot tell it from what was left out. */
const PLAIN_FLAGS = ['hostPID', 'hostIPC']

const fieldsOf = (value: unknown) => (value ?? {}) as Fields

/** The node's system that the Pod names, and that nothing in it belongs to the other one. */
// Models pkg/apis/core/validation/validation.go validateOS, validateLinux and validateWindows
export function* validateOperatingSystem(spec: PodSpec, path: string): Errors {
  const name = spec.os?.name
  if (!spec.os) return
  if (!name) yield required(`${path}.os.name`)
  else if (!SYSTEMS.includes(name)) yield notSupported(`${path}.os`, name, SYSTEMS)
  else if (name === 'linux') yield* validateForLinux(spec, path)
  else yield* validateForWindows(spec, path)
}

function* validateForLinux(spec: PodSpec, path: string): Errors {
  if (fieldsOf(spec.securityContext).windowsOptions) {
    yield forbiddenField(`${path}.securityContext.windowsOptions`, NOT_FOR_LINUX)
  }
  for (const [context, at] of contextsOf(spec, path)) {
    if (context.windowsOptions) yield forbiddenField(`${at}.windowsOptions`, NOT_FOR_LINUX)
  }
}

function* validateForWindows(spec: PodSpec, path: string): Errors {
  for (const field of LINUX_ONLY_OF_PODS) {
    const [outer = '', inner] = field.split('.')
    const value = inner === undefined ? spec[outer] : fieldsOf(spec[outer])[inner]
    const isSet = PLAIN_FLAGS.includes(field) ? value === true : value !== undefined && value !== null
    if (isSet && !(field.endsWith('sysctls') && (value as readonly unknown[]).length === 0)) {
      yield forbiddenField(`${path}.${field}`, NOT_FOR_WINDOWS)
    }
  }
  for (const [context, at] of contextsOf(spec, path)) {
    for (const field of LINUX_ONLY_OF_CONTAINERS) {
      if (context[field] !== undefined && context[field] !== null)
        yield forbiddenField(`${at}.${field}`, NOT_FOR_WINDOWS)
    }
  }
}

/** The security contexts of all containers. */
function* contextsOf(spec: PodSpec, path: string): Generator<readonly [context: Fields, path: string]> {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const [container, at] of each(spec[list] as readonly Container[] | undefined, `${path}.${list}`)) {
      if (container.securityContext) yield [fieldsOf(container.securityContext), `${at}.securityContext`]
    }
  }
}
