import type { Fields } from '../../../base/fields'
import { dnsLabel } from '../../../k8s/names'
import type { Container, Volume } from '../../../k8s/pod'
import { duplicate, forbiddenField, invalid, notFoundField, notSupported, required } from '../field-error'
import { VOLUME_FIELDS, validateFieldRef, validateResourceRef } from './environment'
import { type Errors, each, oneOf, requiredText } from './field-errors'
import { validateDescendingPath, validateNoBacksteps, validateNonReservedPath } from './paths'
import type { SecurityContext } from './security-context'

interface KeyToPath {
  readonly key?: string
  readonly path?: string
  readonly mode?: number
}

const MAX_MODE = 0o777
const MODE_WORDS = 'must be a number between 0 and 0777 (octal), both inclusive'
const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]
const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None']
const READ_ONLY = ['Disabled', 'Enabled', 'IfPossible']
const MIN_TOKEN_SECONDS = 600
const MAX_TOKEN_SECONDS = 2 ** 32

// In the order in which the server looks for them. Sources that are gone from Kubernetes are only counted.
const SOURCES = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
]

/** Yields what is wrong with the volumes; `names` gains those that are in order. */
// Models pkg/apis/core/validation/validation.go ValidateVolumes
export function* validateVolumes(volumes: readonly Volume[] | undefined, path: string, names: Set<string>): Errors {
  for (const [volume, at] of each(volumes, path)) {
    const errors = [
      ...validateSource(volume, at),
      ...requiredText(`${at}.name`, volume.name, dnsLabel),
      ...(names.has(volume.name) ? [duplicate(`${at}.name`, volume.name)] : []),
    ]
    if (errors.length === 0) names.add(volume.name)
    yield* errors
  }
}

function* validateSource(volume: Volume, path: string): Errors {
  let found = 0
  for (const kind of SOURCES) {
    const source = volume[kind] as Fields | undefined | null
    if (!source) continue
    found += 1
    if (found > 1) yield forbiddenField(`${path}.${kind}`, 'may not specify more than 1 volume type')
    else yield* validateKind(kind, source, `${path}.${kind}`)
  }
  if (found === 0) yield required(path, 'must specify a volume type')
}

function* validateKind(kind: string, source: Fields, path: string): Errors {
  switch (kind) {
    case 'hostPath':
      yield* validateHostPath(source, path)
      break
    case 'configMap':
      yield* validateKeys(source, 'name', path)
      break
    case 'secret':
      yield* validateKeys(source, 'secretName', path)
      break
    case 'persistentVolumeClaim':
      yield* requiredText(`${path}.claimName`, source.claimName as string | undefined)
      break
    case 'projected':
      yield* validateMode(source.defaultMode, `${path}.defaultMode`)
      yield* validateProjections(source, path)
      break
    case 'downwardAPI':
      yield* validateMode(source.defaultMode, `${path}.defaultMode`)
      for (const [file] of each(source.items as readonly Fields[] | undefined, path))
        yield* validateDownwardFile(file, path)
      break
    case 'nfs':
      yield* requiredText(`${path}.server`, source.server as string | undefined)
      yield* requiredText(`${path}.path`, source.path as string | undefined)
      break
    case 'csi':
      yield* requiredText(`${path}.driver`, source.driver as string | undefined)
  }
}

function* validateHostPath(source: Fields, path: string): Errors {
  const target = (source.path as string | undefined | null) ?? ''
  if (target === '') {
    yield required(`${path}.path`)
    return
  }
  yield* validateNoBacksteps(target, `${path}.path`)
  const type = source.type as string | undefined | null
  if (type !== undefined && type !== null && !HOST_PATH_TYPES.includes(type)) {
    yield notSupported(`${path}.type`, type, HOST_PATH_TYPES)
  }
}

function* validateKeys(source: Fields, nameField: string, path: string): Errors {
  yield* requiredText(`${path}.${nameField}`, source[nameField] as string | undefined)
  yield* validateMode(source.defaultMode, `${path}.defaultMode`)
  yield* validateItems(source, path)
}

function* validateItems(source: Fields, path: string): Errors {
  for (const [item, at] of each(source.items as readonly KeyToPath[] | undefined, `${path}.items`)) {
    yield* requiredText(`${at}.key`, item.key)
    yield* requiredText(`${at}.path`, item.path)
    yield* validateNonReservedPath(item.path ?? '', `${at}.path`)
    yield* validateMode(item.mode, `${at}.mode`)
  }
}

function* validateMode(mode: unknown, path: string): Errors {
  if (typeof mode === 'number' && (mode < 0 || mode > MAX_MODE)) yield invalid(path, mode, MODE_WORDS)
}

// Models validation.go validateProjectionSources
function* validateProjections(projection: Fields, path: string): Errors {
  for (const [source, at] of each(projection.sources as readonly Fields[] | undefined, `${path}.sources`)) {
    let found = 0
    for (const kind of ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken']) {
      const one = source[kind] as Fields | undefined | null
      if (!one) continue
      found += 1
      if (kind === 'secret' || kind === 'configMap') {
        yield* requiredText(`${at}.${kind}.name`, one.name as string | undefined)
        yield* validateItems(one, `${at}.${kind}`)
      } else if (kind === 'downwardAPI') {
        for (const [file] of each(one.items as readonly Fields[] | undefined, at))
          yield* validateDownwardFile(file, `${at}.${kind}`)
      } else if (kind === 'serviceAccountToken') yield* validateToken(one, `${at}.${kind}`, path)
    }
    if (found > 1) yield forbiddenField(at, 'may not specify more than 1 volume type per source')
  }
}

function* validateToken({ expirationSeconds, path: target }: Fields, path: string, volumePath: string): Errors {
  const seconds = (expirationSeconds as number | undefined) ?? MIN_TOKEN_SECONDS
  const at = `${path}.expirationSeconds`
  if (seconds < MIN_TOKEN_SECONDS) yield invalid(at, seconds, 'may not specify a duration less than 10 minutes')
  if (seconds > MAX_TOKEN_SECONDS) yield invalid(at, seconds, 'may not specify a duration larger than 2^32 seconds')
  if (!target) yield required(`${volumePath}.path`)
  else yield* validateNonReservedPath(target as string, `${volumePath}.path`)
}

// Models validation.go validateDownwardAPIVolumeFile
function* validateDownwardFile(file: Fields, path: string): Errors {
  yield* requiredText(`${path}.path`, file.path as string | undefined)
  yield* validateNonReservedPath((file.path as string | undefined) ?? '', `${path}.path`)
  const { fieldRef, resourceFieldRef } = file
  if (fieldRef) {
    yield* validateFieldRef(fieldRef as Fields, VOLUME_FIELDS, `${path}.fieldRef`)
    if (resourceFieldRef)
      yield invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously')
  } else if (resourceFieldRef) yield* validateResourceRef(resourceFieldRef as Fields, `${path}.resourceFieldRef`, true)
  else yield required(path, 'one of fieldRef and resourceFieldRef is required')
  yield* validateMode(file.mode, `${path}.mode`)
}

interface Mount {
  readonly name?: string
  readonly mountPath?: string
  readonly readOnly?: boolean
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly mountPropagation?: string
  readonly recursiveReadOnly?: string
}

/** `volumes`: the names that can be mounted. */
// Models validation.go ValidateVolumeMounts
export function* validateVolumeMounts(container: Container, path: string, volumes: ReadonlySet<string>): Errors {
  const taken = new Set<string>()
  for (const [mount, at] of each(container.volumeMounts as readonly Mount[] | undefined, path)) {
    const { name = '', mountPath = '', subPath, subPathExpr } = mount
    if (!name) yield required(`${at}.name`)
    if (!volumes.has(name)) yield notFoundField(`${at}.name`, name ?? '')
    if (!mountPath) yield required(`${at}.mountPath`)
    if (taken.has(mountPath)) yield invalid(`${at}.mountPath`, mountPath, 'must be unique')
    taken.add(mountPath)
    if (subPath) yield* validateDescendingPath(subPath, `${path}.subPath`)
    if (subPathExpr) {
      if (subPath) yield invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive')
      yield* validateDescendingPath(subPathExpr, `${path}.subPathExpr`)
    }
    yield* validateMountModes(mount, container, path)
  }
}

function* validateMountModes(
  { mountPropagation, recursiveReadOnly, readOnly }: Mount,
  container: Container,
  path: string,
): Errors {
  const propagation = `${path}.mountPropagation`
  yield* oneOf(propagation, mountPropagation, PROPAGATIONS)
  const isPrivileged = (container.securityContext as SecurityContext | undefined)?.privileged === true
  if (mountPropagation === 'Bidirectional' && !isPrivileged) {
    yield forbiddenField(propagation, 'Bidirectional mount propagation is available only to privileged containers')
  }
  const recursive = `${path}.recursiveReadOnly`
  yield* oneOf(recursive, recursiveReadOnly, READ_ONLY)
  if (recursiveReadOnly !== 'Enabled' && recursiveReadOnly !== 'IfPossible') return
  if (readOnly !== true) yield forbiddenField(recursive, 'may only be specified when readOnly is true')
  if (mountPropagation && mountPropagation !== 'None') {
    yield forbiddenField(recursive, 'may only be specified when mountPropagation is None or not specified')
  }
}
