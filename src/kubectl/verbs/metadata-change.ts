import type { KubeObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  fieldManagerFlag,
  LOCAL_FLAG,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import type { FlagSpec } from '../command/flag-set'
import { type DryRun, OUTPUT_FLAGS } from '../output/object-printer'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'

/** The flags that label and annotate share. */
export const metadataFlags = (manager: string): readonly FlagSpec[] => [
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  fieldManagerFlag(manager),
  FIELD_SELECTOR_FLAG,
  ...FILE_FLAGS,
  LOCAL_FLAG,
  ...OUTPUT_FLAGS,
  RECORD_FLAG,
  SELECTOR_FLAG,
  { name: 'list', type: 'bool', default: 'false' },
  { name: 'overwrite', type: 'bool', default: 'false' },
  { name: 'resource-version', type: 'string', default: "''" },
]

export type MetadataMap = 'labels' | 'annotations'

/** What a command line wants of labels or annotations. */
export interface MetadataChange {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

/**
 * The object with the change, as it is stored now, or as it would be with a dry run or --local. Throws ApiError, also when it is
 * not at the version that --resource-version names.
 */
export function changeMetadata(
  { session, flags }: Invocation,
  target: LiveTarget,
  map: MetadataMap,
  change: MetadataChange,
  dryRun: DryRun,
): KubeObject {
  const { object } = target
  if (dryRun === 'client' || flags.bool('local')) return withChange(object, map, change)
  const resourceVersion = flags.string('resource-version')
  const entries = patchOf(object.metadata[map] ?? {}, change)
  if (Object.keys(entries).length === 0 && resourceVersion === '') return object
  const metadata = { [map]: entries, ...(resourceVersion === '' ? {} : { resourceVersion }) }
  return session.client.patch(
    resourceNameOf(target.type),
    target.namespace,
    target.name,
    'merge',
    { metadata },
    {
      dryRun: dryRun === 'server',
      because: `${map === 'labels' ? 'labelled' : 'annotated'} by a person`,
    },
  )
}

function patchOf(
  now: Readonly<Record<string, string>>,
  { set, remove }: MetadataChange,
): Record<string, string | null> {
  const patch: Record<string, string | null> = {}
  for (const [key, value] of set) if (now[key] !== value) patch[key] = value
  for (const key of remove) if (key in now) patch[key] = null
  return patch
}

function withChange(object: KubeObject, map: MetadataMap, { set, remove }: MetadataChange): KubeObject {
  const entries = Object.entries(object.metadata[map] ?? {}).filter(([key]) => !remove.includes(key))
  return {
    ...object,
    metadata: { ...object.metadata, [map]: { ...Object.fromEntries(entries), ...Object.fromEntries(set) } },
  }
}

/**
 * `--list`: prints the labels or annotations as they would be with the change, under a title for each object when several were
 * asked for.
 */
export function listMetadata(
  invocation: Invocation,
  resources: readonly string[],
  map: MetadataMap,
  change: MetadataChange,
): number {
  const { targets, single } = liveTargets(invocation, { words: resources })
  for (const { type, name, object } of targets) {
    if (!single) invocation.io.out(`Listing ${map} for ${type.kind}.${type.group}/${name}:\n`)
    for (const [key, value] of Object.entries(withChange(object, map, change).metadata[map] ?? {}))
      invocation.io.out(`${single ? '' : ' '}${key}=${value}\n`)
  }
  return 0
}
