import type { Fields } from '../../../base/fields'
import { configMapKey, dnsSubdomain, environmentName, qualifiedName } from '../../../k8s/names'
import type { EnvVar } from '../../../k8s/pod'
import { invalid, notSupported, required } from '../field-error'
import { type Errors, each, requiredText, textErrors } from './field-errors'

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
    else if (source !== 'fileKeyRef') yield* validateKeyRef(reference, `${path}.${source}`)
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
  if (fieldPath === '') {
    yield required(`${path}.fieldPath`)
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
  } else if (!supported.includes(fieldPath)) yield notSupported(`${path}.fieldPath`, fieldPath, supported)
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
    yield notSupported(`${path}.resource`, resource, RESOURCES)
  }
}

function* validateKeyRef(reference: Fields, path: string): Errors {
  yield* textErrors(`${path}.name`, (reference.name as string | undefined | null) ?? '', dnsSubdomain)
  yield* requiredText(`${path}.key`, reference.key as string | undefined, configMapKey)
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
