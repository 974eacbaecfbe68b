import { isRecord } from '../base/fields'

/** The kinds that each version from before apps/v1 has. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'extensions/v1beta1': ['DaemonSet', 'Deployment', 'ReplicaSet'],
  'apps/v1beta1': ['Deployment', 'StatefulSet'],
  'apps/v1beta2': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
}
/** In these a missing selector is taken from the template's labels, and so are missing labels of the object itself. */
const TAKES_TEMPLATE_LABELS: ReadonlySet<string> = new Set(['extensions/v1beta1', 'apps/v1beta1'])

type Fields = Readonly<Record<string, unknown>>

/** The API versions of workloads from before apps/v1. */
export const OLDER_WORKLOAD_VERSIONS: readonly string[] = Object.keys(KINDS)

/**
 * A workload written in a version from before apps/v1, as apps/v1 has it: what that version fills in by itself is filled in.
 * Anything else stays as it is.
 */
// Models pkg/apis/extensions/v1beta1/defaults.go and pkg/apis/apps/v1beta1/defaults.go of 1.11
export function asAppsV1(object: Fields): Fields {
  const { apiVersion, kind } = object
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || KINDS[apiVersion]?.includes(kind) !== true) {
    return object
  }
  const spec = isRecord(object.spec) ? object.spec : {}
  const labelled = TAKES_TEMPLATE_LABELS.has(apiVersion)
    ? withTemplateLabels({ ...object, spec }, spec)
    : { ...object, spec }
  const defaults = apiVersion === 'extensions/v1beta1' && kind === 'DaemonSet' ? onDelete(spec) : {}
  const { templateGeneration: _, ...kept } = { ...labelled.spec, ...defaults }
  return { ...labelled, apiVersion: 'apps/v1', spec: kept }
}

function withTemplateLabels(
  object: Fields & { readonly spec: Fields },
  spec: Fields,
): Fields & { readonly spec: Fields } {
  const template = isRecord(spec.template) ? spec.template : {}
  const labels = isRecord(template.metadata) ? template.metadata.labels : undefined
  if (!isRecord(labels)) return object
  const metadata = isRecord(object.metadata) ? object.metadata : {}
  return {
    ...object,
    metadata: isRecord(metadata.labels) ? metadata : { ...metadata, labels },
    spec: spec.selector === undefined ? { ...spec, selector: { matchLabels: labels } } : spec,
  }
}

/** Updates waited for somebody to delete the pods, unless the manifest asked for more. */
function onDelete(spec: Fields): Fields {
  const strategy = isRecord(spec.updateStrategy) ? spec.updateStrategy : {}
  return strategy.type === undefined ? { updateStrategy: { ...strategy, type: 'OnDelete' } } : {}
}
