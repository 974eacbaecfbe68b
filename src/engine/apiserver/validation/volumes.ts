import type { Fields } from '../../../base/fields'
import { dnsLabel } from '../../../k8s/names'
import type { Volume } from '../../../k8s/pod'
import { parseQuantity } from '../../../k8s/quantity'
import { duplicate, forbiddenField, notSupported, required } from '../field-error'
import { type Errors, each, oneOf, requiredText } from './field-errors'
import { NETWORK_VOLUMES, type SourceRule } from './network-volumes'
import { validateNoBacksteps } from './paths'
import { validateProjections } from './projected-volumes'
import { validateClaimTemplate } from './volume-claims'
import { validateDownwardFile, validateKeyToPath, validateMode } from './volume-files'

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
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never']

// In the order in which the server looks for them.
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
/** What a second source is called, where the server does not use the field's own name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' }

const RULES: Readonly<Record<string, SourceRule>> = {
  ...NETWORK_VOLUMES,
  emptyDir: validateEmptyDir,
  hostPath: validateHostPath,
  configMap: (source, path) => validateKeys(source, 'name', path),
  secret: (source, path) => validateKeys(source, 'secretName', path),
  *persistentVolumeClaim({ claimName }, path) {
    yield* requiredText(`${path}.claimName`, claimName as string | undefined)
  },
  downwardAPI: validateDownward,
  *projected(source, path) {
    yield* validateMode(source.defaultMode, `${path}.defaultMode`)
    yield* validateProjections(source, path)
  },
  *ephemeral({ volumeClaimTemplate }, path) {
    const at = `${path}.volumeClaimTemplate`
    if (!volumeClaimTemplate) yield required(at)
    else yield* validateClaimTemplate(volumeClaimTemplate as Fields, at)
  },
}

/** Yields what is wrong with the volumes; `usable` gains those that are in order. `isPod`: not only a template. */
// Models pkg/apis/core/validation/validation.go ValidateVolumes
export function* validateVolumes(
  volumes: readonly Volume[] | undefined,
  path: string,
  usable: Map<string, Volume>,
  isPod: boolean,
): Errors {
  for (const [volume, at] of each(volumes, path)) {
    const errors = [
      ...validateSource(volume, at, isPod),
      ...requiredText(`${at}.name`, volume.name, dnsLabel),
      ...(usable.has(volume.name) ? [duplicate(`${at}.name`, volume.name)] : []),
    ]
    if (errors.length === 0) usable.set(volume.name, volume)
    yield* errors
  }
}

/** A source that volumes of Pods and volumes of their own have in common. */
export const validateCommonSource: (kind: string, source: Fields, path: string) => Errors = (kind, source, path) =>
  (RULES[kind] ?? noRule)(source, path)

function* noRule(): Errors {}

function* validateSource(volume: Volume, path: string, isPod: boolean): Errors {
  let found = 0
  for (const kind of SOURCES) {
    const source = volume[kind] as Fields | undefined | null
    if (!source) continue
    found += 1
    if (found > 1) {
      yield forbiddenField(`${path}.${OTHER_NAMES[kind] ?? kind}`, 'may not specify more than 1 volume type')
    } else if (kind === 'image') yield* validateImage(source, `${path}.image`, isPod)
    else yield* RULES[kind]?.(source, `${path}.${kind}`) ?? []
  }
  if (found === 0) yield required(path, 'must specify a volume type')
}

function* validateEmptyDir({ sizeLimit }: Fields, path: string): Errors {
  if (typeof sizeLimit !== 'string' || parseQuantity(sizeLimit).nanos >= 0n) return
  yield forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')
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
  for (const [item, at] of each(source.items as readonly Fields[] | undefined, `${path}.items`)) {
    yield* validateKeyToPath(item, at)
  }
}

function* validateDownward(source: Fields, path: string): Errors {
  yield* validateMode(source.defaultMode, `${path}.defaultMode`)
  for (const [file] of each(source.items as readonly Fields[] | undefined, path))
    yield* validateDownwardFile(file, path)
}

// Models validation.go validateImageVolumeSource
function* validateImage({ reference, pullPolicy }: Fields, path: string, isPod: boolean): Errors {
  if (isPod) yield* requiredText(`${path}.reference`, reference as string | undefined)
  yield* oneOf(`${path}.pullPolicy`, pullPolicy as string | undefined, PULL_POLICIES)
}
