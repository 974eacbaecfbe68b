import type { Fields } from '../../../base/fields'
import { dnsSubdomain } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { NodeSelectorTerm, ResourceList } from '../../../k8s/pod'
import { parseQuantity } from '../../../k8s/quantity'
import { deepEqual } from '../../../k8s/share-unchanged'
import { fieldsOf } from '../decoding/go-struct'
import { internalForm } from '../decoding/internal-form'
import { forbiddenField, invalid, notSupported, required, TypedText } from '../field-error'
import { differenceOf } from './difference'
import { type Errors, oneOf, requiredText, textErrors } from './field-errors'
import { sortedKeys } from './labels'
import { validateNoBacksteps } from './paths'
import { validateNodeSelector } from './scheduling-rules'
import { ACCESS_MODES, VOLUME_MODES } from './volume-claims'
import { validateCommonSource } from './volumes'

interface VolumeSpec {
  readonly accessModes?: readonly string[]
  readonly capacity?: ResourceList
  readonly persistentVolumeReclaimPolicy?: string
  readonly nodeAffinity?: { readonly required?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] } }
  readonly hostPath?: { readonly path?: string }
  readonly local?: { readonly path?: string }
  readonly storageClassName?: string
  readonly volumeMode?: string
}

const RECLAIM_POLICIES = ['Delete', 'Recycle', 'Retain']
const SOURCE = 'v1.PersistentVolumeSource'
const ONLY_POD = 'ReadWriteOncePod'
/** In the order in which they are looked at. */
const SOURCES = [
  ...[
    'hostPath',
    'gcePersistentDisk',
    'awsElasticBlockStore',
    'glusterfs',
    'flocker',
    'nfs',
    'rbd',
    'quobyte',
    'cephfs',
  ],
  ...['iscsi', 'cinder', 'fc', 'flexVolume', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume'],
  ...['azureDisk', 'scaleIO', 'local', 'storageos', 'csi'],
]

// Models pkg/apis/core/validation/validation.go ValidatePersistentVolumeSpec
export function* validatePersistentVolume(object: KubeObject): Errors {
  const spec = (object.spec ?? {}) as VolumeSpec
  yield* validateModes(spec.accessModes ?? [])
  yield* validateCapacity(spec.capacity ?? {}, spec.capacity)
  yield* oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, RECLAIM_POLICIES)
  const { nodeAffinity } = spec
  if (nodeAffinity && !nodeAffinity.required) {
    yield required('spec.nodeAffinity.required', 'must specify required node constraints')
  } else if (nodeAffinity?.required) yield* validateNodeSelector(nodeAffinity.required, 'spec.nodeAffinity.required')
  yield* validateSources(spec)
  if (spec.hostPath?.path && /^[/.]*$/.test(spec.hostPath.path) && spec.persistentVolumeReclaimPolicy === 'Recycle') {
    yield forbiddenField('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'")
  }
  if (spec.storageClassName) yield* textErrors('spec.storageClassName', spec.storageClassName, dnsSubdomain)
  yield* oneOf('spec.volumeMode', spec.volumeMode, VOLUME_MODES)
}

function* validateModes(modes: readonly string[]): Errors {
  const path = 'spec.accessModes'
  if (modes.length === 0) yield required(path)
  for (const mode of modes) if (!ACCESS_MODES.includes(mode)) yield notSupported(path, mode ?? '', ACCESS_MODES)
  const known = modes.filter(mode => ACCESS_MODES.includes(mode))
  if (known.includes(ONLY_POD) && known.some(mode => mode !== ONLY_POD)) {
    yield forbiddenField(path, 'may not use ReadWriteOncePod with other access modes')
  }
}

function* validateCapacity(capacity: ResourceList, given: ResourceList | undefined): Errors {
  const path = 'spec.capacity'
  const names = sortedKeys(capacity)
  if (names.length === 0) yield required(path)
  if (capacity.storage === undefined || names.length > 1) yield notSupported(path, given ?? null, ['storage'])
  for (const name of names) {
    const amount = capacity[name] ?? '0'
    if (parseQuantity(amount).nanos <= 0n) yield invalid(`${path}[${name}]`, amount, 'must be greater than zero')
  }
}

function* validateSources(spec: VolumeSpec): Errors {
  let found = 0
  for (const kind of SOURCES) {
    const source = (spec as Fields)[kind] as Fields | undefined | null
    if (!source) continue
    found += 1
    const path = `spec.${kind}`
    if (found > 1 && kind !== 'flexVolume') yield forbiddenField(path, 'may not specify more than 1 volume type')
    else if (kind === 'local') yield* validateLocal(spec)
    else {
      yield* validateCommonSource(kind, source, path)
      if (kind === 'csi') yield* requiredText(`${path}.volumeHandle`, source.volumeHandle as string | undefined)
    }
  }
  if (found === 0) yield required('spec', 'must specify a volume type')
}

function* validateLocal({ local, nodeAffinity }: VolumeSpec): Errors {
  if (!local?.path) yield required('spec.local.path')
  else yield* validateNoBacksteps(local.path, 'spec.local.path')
  if (!nodeAffinity) yield required('spec.nodeAffinity', 'Local volume requires node affinity')
}

// Models validation.go ValidatePersistentVolumeUpdate
export function* validatePersistentVolumeChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [sourceOf(object), sourceOf(before)]
  if (!deepEqual(now, was)) {
    const why = 'spec.persistentvolumesource is immutable after creation'
    yield forbiddenField('spec.persistentvolumesource', `${why}\n${differenceOf(SOURCE, was, now)}`)
  }
  const { volumeMode } = (object.spec ?? {}) as VolumeSpec
  if (volumeMode !== ((before.spec ?? {}) as VolumeSpec).volumeMode) {
    yield invalid('volumeMode', volumeMode === undefined ? null : new TypedText(volumeMode), 'field is immutable')
  }
  const [affinity, affinityBefore] = [affinityOf(object), affinityOf(before)]
  if (affinityBefore !== undefined && !deepEqual(affinity, affinityBefore)) {
    const printed = affinity === undefined ? null : internalForm('v1.VolumeNodeAffinity', affinity)
    yield invalid('nodeAffinity', printed, 'field is immutable, except for updating from beta label to GA')
  }
}

const affinityOf = ({ spec }: KubeObject) => (spec as Fields | undefined)?.nodeAffinity as Fields | undefined

function sourceOf({ spec }: KubeObject): Fields {
  const kinds = [...fieldsOf(SOURCE).keys()].filter(kind => (spec as Fields)[kind] !== undefined)
  return Object.fromEntries(kinds.map(kind => [kind, (spec as Fields)[kind]]))
}
