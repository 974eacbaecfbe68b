import type { Fields } from '../../../base/fields'
import { canonicalText } from '../../../k8s/canonical-text'
import { dnsLabel, dnsSubdomain } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { ResourceList } from '../../../k8s/pod'
import { parseQuantity } from '../../../k8s/quantity'
import type { LabelSelector } from '../../../k8s/selector'
import { forbiddenField, invalid, notSupported, required } from '../field-error'
import { differenceOf } from './difference'
import { type Errors, oneOf, textErrors } from './field-errors'
import { validateAnnotations, validateLabelSelector, validateLabels } from './labels'
import { validateQuantity } from './resources'

export const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
export const VOLUME_MODES = ['Block', 'Filesystem']
/** What may change of a claim that has its volume. */
const BOUND_FREE = ['resources', 'volumeAttributesClassName']
const ONE_POD = 'ReadWriteOncePod'

export interface ClaimSpec {
  readonly accessModes?: readonly string[]
  readonly selector?: LabelSelector
  readonly resources?: { readonly requests?: ResourceList }
  readonly storageClassName?: string
  readonly volumeAttributesClassName?: string
  readonly volumeMode?: string
  readonly dataSource?: DataSource
  readonly dataSourceRef?: DataSource
}

interface DataSource {
  readonly apiGroup?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
}

/** A claim that is made for each Pod. */
// Models pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimTemplate
export function* validateClaimTemplate(template: Fields, path: string): Errors {
  const { annotations, labels, ...others } = (template.metadata ?? {}) as Fields
  yield* validateAnnotations(
    annotations as Readonly<Record<string, string>> | undefined,
    `${path}.metadata.annotations`,
  )
  yield* validateLabels(labels as Readonly<Record<string, string>> | undefined, `${path}.metadata.labels`)
  for (const field in others) {
    // The path is made of Go's name for the field.
    const name = field === 'uid' ? 'uID' : field
    if (others[field]) yield forbiddenField(`${path}.metadata.${name}`, 'cannot be set')
  }
  yield* validateClaimSpec((template.spec ?? {}) as ClaimSpec, `${path}.spec`)
}

// Models validation.go ValidatePersistentVolumeClaimSpec
export function* validateClaimSpec(spec: ClaimSpec, path: string): Errors {
  const modes = spec.accessModes ?? []
  const at = `${path}.accessModes`
  if (modes.length === 0) yield required(at, 'at least 1 access mode is required')
  yield* validateLabelSelector(spec.selector, `${path}.selector`)
  for (const mode of modes) if (!ACCESS_MODES.includes(mode)) yield notSupported(at, mode ?? '', ACCESS_MODES)
  if (modes.includes(ONE_POD) && modes.some(mode => mode !== ONE_POD && ACCESS_MODES.includes(mode))) {
    yield forbiddenField(at, `may not use ${ONE_POD} with other access modes`)
  }
  yield* validateStorage(spec.resources?.requests?.storage, `${path}.resources[storage]`)
  if (spec.storageClassName) yield* textErrors(`${path}.storageClassName`, spec.storageClassName, dnsSubdomain)
  yield* oneOf(`${path}.volumeMode`, spec.volumeMode, VOLUME_MODES)
  yield* validateDataSources(spec, path)
  const { volumeAttributesClassName: attributes } = spec
  if (attributes) yield* textErrors(`${path}.volumeAttributesClassName`, attributes, dnsSubdomain)
}

/** What the volume is filled with, said in the old field and in the new one. */
function* validateDataSources({ dataSource, dataSourceRef }: ClaimSpec, path: string): Errors {
  if (dataSource) yield* validateDataSource(dataSource, `${path}.dataSource`)
  if (dataSourceRef) yield* validateDataSource(dataSourceRef, `${path}.dataSourceRef`)
  if (!dataSource || !dataSourceRef) return
  const isSame = (['apiGroup', 'kind', 'name'] as const).every(field => dataSource[field] === dataSourceRef[field])
  // The server prints the path of the field, of which nothing can be seen from outside.
  if (dataSourceRef.namespace) yield invalid(path, {}, 'may not be specified when dataSourceRef.namespace is specified')
  else if (!isSame) yield invalid(path, {}, 'must match dataSourceRef')
}

// Models validation.go validateDataSource and validateDataSourceRef
function* validateDataSource({ apiGroup, kind = '', name = '', namespace }: DataSource, path: string): Errors {
  if (name === '') yield required(`${path}.name`)
  if (kind === '') yield required(`${path}.kind`)
  if (!apiGroup) {
    if (kind !== 'PersistentVolumeClaim') {
      yield invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")
    }
  } else yield* textErrors(`${path}.apiGroup`, apiGroup, dnsSubdomain)
  if (namespace) yield* textErrors(`${path}.namespace`, namespace, dnsLabel)
}

// Models validation.go ValidatePersistentVolumeClaimUpdate
export function* validateClaimChange(object: KubeObject, old: KubeObject): Errors {
  const [spec, before] = [(object.spec ?? {}) as Fields, (old.spec ?? {}) as Fields]
  const isBound = (old as { readonly status?: { readonly phase?: string } }).status?.phase === 'Bound'
  // Whoever binds the claim says once which volume it has.
  const free = [...(isBound ? BOUND_FREE : []), ...(before.volumeName ? [] : ['volumeName'])]
  const kept = { ...spec, ...Object.fromEntries(free.map(field => [field, before[field]])) }
  if (canonicalText(kept) === canonicalText(before)) return
  const difference = differenceOf('v1.PersistentVolumeClaimSpec', before, kept)
  const why =
    'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
  yield forbiddenField('spec', `${why}\n${difference}`)
}

function* validateStorage(amount: string | undefined, path: string): Errors {
  if (amount === undefined) yield required(path)
  else if (parseQuantity(amount).nanos <= 0n) yield invalid(path, amount, 'must be greater than zero')
  else yield* validateQuantity('storage', amount, path)
}
