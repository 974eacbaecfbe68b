import { type ApiClient, isNotFound } from '../../k8s/api-client'
import { controllerOf } from '../../k8s/object'
import { compareStorageKeys } from '../../k8s/object-order'
import type { Pod } from '../../k8s/pod'
import { fromTimestamp } from '../../k8s/time'

export interface DrainOptions {
  readonly force: boolean
  readonly ignoreDaemonSets: boolean
  readonly deleteEmptyDirData: boolean
  readonly podSelector: string
  /** Pods whose deletion is older than so many seconds are passed over; 0 for none. */
  readonly skipDeletedAfter: number
}

export interface DrainSelection {
  /** What has to go. */
  readonly pods: readonly Pod[]
  /** Joined into one text; '' for none. */
  readonly warnings: string
  readonly errors: readonly string[]
}

/** What one filter says of a pod: `ok` leaves it to the next. */
type Verdict = { readonly deletes: boolean; readonly warning?: string; readonly error?: string }

const OK: Verdict = { deletes: true }
const SKIPPED: Verdict = { deletes: false }

/** Which pods of a node drain evicts, and what speaks against it. */
// Models staging/src/k8s.io/kubectl/pkg/drain/filters.go makeFilters and drain.go GetPodsForDeletion
export function podsToDrain(client: ApiClient, node: string, options: DrainOptions, now: number): DrainSelection {
  const selector = options.podSelector === '' ? {} : { labelSelector: options.podSelector }
  const pods = [
    ...(client.list('pods', { fieldSelector: `spec.nodeName=${node}`, ...selector }) as readonly Pod[]),
  ].sort(compareStorageKeys)
  const chosen: Pod[] = []
  const warnings = new Map<string, string[]>()
  const errors = new Map<string, string[]>()
  for (const pod of pods) {
    const name = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`
    const verdict = isDeletedLongAgo(pod, options, now) ? SKIPPED : verdictOn(client, pod, options)
    if (verdict.error !== undefined) note(errors, verdict.error, name)
    else if (verdict.warning !== undefined) note(warnings, verdict.warning, name)
    if (verdict.deletes) chosen.push(pod)
  }
  const joined = (notes: ReadonlyMap<string, string[]>) =>
    inChanceOrder([...notes], now).map(([text, names]) => `${text}: ${names.join(', ')}`)
  return {
    pods: chosen,
    warnings: joined(warnings).join('; '),
    errors: joined(errors).map(text => `cannot delete ${text}`),
  }
}

/** kubectl keeps its notes in a map of Go, which has no order: the moment decides. */
function inChanceOrder<T>(items: readonly T[], now: number): readonly T[] {
  const start = items.length === 0 ? 0 : Math.floor(now / 1000) % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

function note(notes: Map<string, string[]>, text: string, name: string): void {
  notes.set(text, [...(notes.get(text) ?? []), name])
}

/** Each filter in turn: the first that forbids ends it, otherwise the last is heard, even when it has nothing to say. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go filterPods
function verdictOn(client: ApiClient, pod: Pod, options: DrainOptions): Verdict {
  let verdict: Verdict = OK
  for (const filter of [daemonSetFilter, mirrorFilter, localStorageFilter, unreplicatedFilter]) {
    verdict = filter(pod, options, client)
    if (!verdict.deletes) return verdict
  }
  return verdict
}

/** Whether the Pod has been going for so long that drain does not wait for it. */
// Models staging/src/k8s.io/kubectl/pkg/drain/filters.go shouldSkipPod
export function isDeletedLongAgo({ metadata }: Pod, { skipDeletedAfter }: DrainOptions, now: number): boolean {
  if (skipDeletedAfter <= 0 || metadata.deletionTimestamp === undefined) return false
  return Math.trunc((now - fromTimestamp(metadata.deletionTimestamp)) / 1000) > skipDeletedAfter
}

const isFinished = (pod: Pod) => pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed'

function daemonSetFilter(pod: Pod, { force, ignoreDaemonSets }: DrainOptions, client: ApiClient): Verdict {
  const owner = controllerOf(pod)
  if (owner?.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isFinished(pod)) return OK
  try {
    client.get('daemonsets.apps', pod.metadata.namespace, owner.name)
  } catch (error) {
    if (!isNotFound(error)) throw error
    if (force) return { deletes: true, warning: error.status.message }
    return { deletes: false, error: error.status.message }
  }
  if (ignoreDaemonSets) return { deletes: false, warning: 'ignoring DaemonSet-managed Pods' }
  return { deletes: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
}

function mirrorFilter(pod: Pod): Verdict {
  return pod.metadata.annotations?.['kubernetes.io/config.mirror'] === undefined ? OK : SKIPPED
}

function localStorageFilter(pod: Pod, { deleteEmptyDirData }: DrainOptions): Verdict {
  if (isFinished(pod) || !pod.spec.volumes?.some(volume => volume.emptyDir !== undefined)) return OK
  if (deleteEmptyDirData) return { deletes: true, warning: 'deleting Pods with local storage' }
  return { deletes: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' }
}

function unreplicatedFilter(pod: Pod, { force }: DrainOptions): Verdict {
  if (isFinished(pod) || controllerOf(pod) !== undefined) return OK
  if (force) return { deletes: true, warning: 'deleting Pods that declare no controller' }
  return { deletes: false, error: 'Pods that declare no controller (use --force to override)' }
}
