import { isRecord } from '../../../base/fields'
import type { Container, PodSpec } from '../../../k8s/pod'
import { duplicate, forbiddenField, invalid, notFoundField } from '../field-error'
import { type PodFacts, validateContainer } from './containers'
import { type Errors, each } from './field-errors'

/** In the order of Go's fields. */
const NOT_ALLOWED = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
]
const WHY = 'cannot be set for an Ephemeral Container'

interface Mount {
  readonly subPath?: string
  readonly subPathExpr?: string
}

// Models pkg/apis/core/validation/validation.go validateEphemeralContainers
export function* validateEphemeralContainers(spec: PodSpec, path: string, pod: PodFacts): Errors {
  const others = new Set([...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(other => other?.name ?? ''))
  const names = new Set(others)
  for (const [container, at] of each(spec.ephemeralContainers as readonly Container[] | undefined, path)) {
    const { name = '', image = '', targetContainerName } = container
    yield* validateContainer(container, at, pod)
    if (image !== image.trim()) yield invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')
    if (names.has(name)) yield duplicate(`${at}.name`, name)
    names.add(name)
    if (targetContainerName && !others.has(targetContainerName as string)) {
      yield notFoundField(`${at}.targetContainerName`, targetContainerName)
    }
    for (const field of NOT_ALLOWED) if (isSet(container[field])) yield forbiddenField(`${at}.${field}`, WHY)
    for (const [mount, mountPath] of each(
      container.volumeMounts as readonly Mount[] | undefined,
      `${at}.volumeMounts`,
    )) {
      if (mount.subPath) yield forbiddenField(`${mountPath}.subPath`, WHY)
      if (mount.subPathExpr) yield forbiddenField(`${mountPath}.subPathExpr`, WHY)
    }
  }
}

/** Defaults make an empty object of resources that nobody asked for. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && !(isRecord(value) && Object.keys(value).length === 0)
}
