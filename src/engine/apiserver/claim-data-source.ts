import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'

interface Reference {
  readonly apiGroup?: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

interface ClaimSpec {
  readonly dataSource?: Reference
  readonly dataSourceRef?: Reference
}

const SNAPSHOTS = 'snapshot.storage.k8s.io'

/** Where a claim's content comes from is said twice, in the old field and in the new one; the old one knows few kinds. */
// Models pkg/api/persistentvolumeclaim/util.go DropDisabledFields and NormalizeDataSources
export function withDataSources(claim: KubeObject): KubeObject {
  const spec = (claim.spec ?? {}) as ClaimSpec
  const { dataSource: given, dataSourceRef: reference, ...rest } = spec
  if (given === undefined && reference === undefined) return claim
  const source = given !== undefined && isKnown(given) ? given : undefined
  const local = reference?.namespace ? undefined : reference && { ...reference }
  const from = source ?? (reference === undefined ? undefined : local)
  const both: Fields = {
    ...(from === undefined ? {} : { dataSource: from }),
    ...(reference === undefined && source === undefined ? {} : { dataSourceRef: reference ?? source }),
  }
  return { ...claim, spec: { ...rest, ...both } }
}

function isKnown({ apiGroup = '', kind }: Reference): boolean {
  return (apiGroup === '' && kind === 'PersistentVolumeClaim') || (apiGroup === SNAPSHOTS && kind === 'VolumeSnapshot')
}
