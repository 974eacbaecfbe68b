import type { Fields } from '../../../base/fields'
import { configMapKey, dnsLabel, dnsSubdomain, environmentName, qualifiedName } from '../../../k8s/names'
import type { Container, EnvVar, PodSpec } from '../../../k8s/pod'
import { parseQuantity } from '../../../k8s/quantity'
import { invalid, notFoundField, notSupportedText, required } from '../field-error'
import { type Errors, each, requiredText, textErrors } from './field-errors'
import { validateNoBacksteps } from './paths'

const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]
export const VOLUME_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
]
const KNOWN_FIELDS = [
  ...ENV_FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
]
const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]
const DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']
const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const

// Models pkg/apis/core/validation/validation.go ValidateEnv
export function* validateEnv(variables: readonly EnvVar[] | undefined, path: string): Errors {
  for (const [variable, at] of each(variables, path)) {
    yield* requiredText(`${at}.name`, variable.name, environmentName)
    if (variable.valueFrom) yield* validateValueFrom(variable, variable.valueFrom, `${at}.valueFrom`)
  }
}

function* validateValueFrom({ value }: EnvVar, from: Fields, path: string): Errors {
  let found = 0
  for (const source of SOURCES) {
    const reference = from[source] as Fields | undefined | null
    if (!reference) continue
    found += 1
    if (source === 'fieldRef') yield* validateFieldRef(reference, ENV_FIELDS, `${path}.fieldRef`)
    else if (source === 'resourceFieldRef') yield* validateResourceRef(reference, `${path}.resourceFieldRef`, false)
    else if (source === 'fileKeyRef') yield* validateFileKeyRef(reference, `${path}.fileKeyRef`)
    else yield* validateKeyRef(reference, `${path}.${source}`)
  }
  if (found === 0) {
    const why = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
    yield invalid(path, '', why)
  } else if (value) yield invalid(path, '', 'may not be specified when `value` is not empty')
  else if (found > 1) yield invalid(path, '', 'may not have more than one field specified at a time')
}

// Models validation.go validateObjectFieldSelector
export function* validateFieldRef(reference: Fields, supported: readonly string[], path: string): Errors {
  const fieldPath = (reference.fieldPath as string | undefined | null) ?? ''
  const version = (reference.apiVersion as string | undefined | null) ?? 'v1'
  if (version === '') {
    yield required(`${path}.apiVersion`)
    return
  }
  if (fieldPath === '') {
    yield required(`${path}.fieldPath`)
    return
  }
  if (version !== 'v1') {
    yield conversionError(path, fieldPath, `unsupported pod version: ${version}`)
    return
  }
  const subscript = /^(.*)\['(.*)'\]$/.exec(fieldPath)
  if (subscript !== null) {
    const [, map = '', key = ''] = subscript
    if (map === 'metadata.annotations') yield* textErrors(path, key.toLowerCase(), qualifiedName)
    else if (map === 'metadata.labels') yield* textErrors(path, key, qualifiedName)
    else yield conversionError(path, fieldPath, `field label does not support subscript: ${fieldPath}`)
  } else if (!KNOWN_FIELDS.includes(fieldPath) && fieldPath !== 'spec.host') {
    yield conversionError(path, fieldPath, `field label not supported: ${fieldPath}`)
  } else if (!supported.includes(fieldPath)) yield notSupportedText(`${path}.fieldPath`, fieldPath, supported)
}

function conversionError(path: string, fieldPath: string, why: string) {
  return invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`)
}

// Models validation.go validateContainerResourceFieldSelector
export function* validateResourceRef(reference: Fields, path: string, inVolume: boolean): Errors {
  const resource = (reference.resource as string | undefined | null) ?? ''
  if (inVolume && !reference.containerName) yield required(`${path}.containerName`)
  else if (resource === '') yield required(`${path}.resource`)
  else if (!RESOURCES.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource)) {
    yield notSupportedText(`${path}.resource`, resource, RESOURCES)
  }
  yield* validateDivisor(resource, (reference.divisor as string | undefined | null) ?? '0', `${path}.divisor`)
}

/** The unit in which the amount is told. */
// Models validation.go validateContainerResourceDivisor
function* validateDivisor(resource: string, divisor: string, path: string): Errors {
  if (parseQuantity(divisor).nanos === 0n) return
  if (resource.endsWith('.cpu')) {
    if (divisor === '1' || divisor === '1m') return
    yield invalid(path, resource, "only divisor's values 1m and 1 are supported with the cpu resource")
  } else {
    const what = /^(?:limits|requests)\.(memory|ephemeral-storage|hugepages)(?:-|$)/.exec(resource)?.[1]
    if (what === undefined || DIVISORS.includes(divisor)) return
    const words = what === 'ephemeral-storage' ? 'local ephemeral storage' : what
    yield invalid(
      path,
      resource,
      `only divisor's values ${DIVISORS.join(', ')} are supported with the ${words} resource`,
    )
  }
}

function* validateKeyRef(reference: Fields, path: string): Errors {
  yield* textErrors(`${path}.name`, (reference.name as string | undefined | null) ?? '', dnsSubdomain)
  yield* requiredText(`${path}.key`, reference.key as string | undefined, configMapKey)
}

// Models validation.go validateFileKeySelector
function* validateFileKeyRef(reference: Fields, path: string): Errors {
  const target = (reference.path as string | undefined) ?? ''
  yield* requiredText(`${path}.key`, reference.key as string | undefined, environmentName)
  yield* requiredText(`${path}.volumeName`, reference.volumeName as string | undefined, dnsLabel)
  if (target === '') yield required(`${path}.path`)
  else yield* validateNoBacksteps(target, `${path}.path`)
}

/** Variables that come from a file come from a file of an empty volume of the same Pod. */
// Models validation.go validateFileKeyRefVolumes
export function* validateFileKeyVolumes(spec: PodSpec, path: string): Errors {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const [{ env }, at] of each(spec[list] as readonly Container[] | undefined, `${path}.${list}`)) {
      for (const [{ valueFrom }, variable] of each(env, `${at}.env`)) {
        const reference = valueFrom?.fileKeyRef as Fields | undefined | null
        if (!reference) continue
        const name = (reference.volumeName as string | undefined) ?? ''
        const volume = (spec.volumes ?? []).find(one => (one?.name ?? '') === name)
        const field = `${variable}.valueFrom.fileKeyRef.volumeName`
        if (volume === undefined) yield notFoundField(field, name)
        else if (!volume.emptyDir) yield invalid(field, name, 'referenced volume must be of type emptyDir')
      }
    }
  }
}

// Models validation.go ValidateEnvFrom
export function* validateEnvFrom(sources: readonly Fields[] | undefined, path: string): Errors {
  for (const [source, at] of each(sources, path)) {
    const prefix = (source.prefix as string | undefined | null) ?? ''
    if (prefix !== '') yield* textErrors(`${at}.prefix`, prefix, environmentName)
    let found = 0
    for (const kind of ['configMapRef', 'secretRef']) {
      const reference = source[kind] as Fields | undefined | null
      if (!reference) continue
      found += 1
      yield* requiredText(`${at}.${kind}.name`, reference.name as string | undefined, dnsSubdomain)
    }
    if (found === 0) yield invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`')
    else if (found > 1) yield invalid(path, '', 'may not have more than one field specified at a time')
  }
}
