import type { KubeObject } from '../../k8s/object'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodReady, isPodTerminal } from '../../k8s/pod-conditions'
import { REVISION_HASH_LABEL } from '../../k8s/well-known'
import type { ControllerRevision } from '../../k8s/workload'
import type { ChangeSet } from '../../protocol/protocol'
import { nodeOfPod } from '../../state/cluster'

/**
 * How a node stands with the DaemonSet: covered by a ready Pod; one is starting; the one that is there is not ready any
 * more; the one that was there is gone (`gap`); it was left behind when the DaemonSet went, and runs on (`orphan`); there
 * never was one.
 */
export type Cover = 'ready' | 'starting' | 'uncovered' | 'gap' | 'orphan' | 'none'

export interface Segment {
  /** Virtual milliseconds; it lasts until the next one begins. */
  readonly from: number
  readonly cover: Cover
  /** Of the ready Pod; 0 when unknown. */
  readonly revision: number
}

export interface Lane {
  readonly node: string
  readonly segments: Segment[]
  /** A ready Pod has been there once. */
  wasCovered: boolean
  /** Virtual milliseconds at which the node was removed. */
  goneAt: number | undefined
}

/**
 * Reads the history once, change by change, and keeps for one DaemonSet when each node was covered. A DaemonSet is told by
 * `namespace/name`, so that it goes on when it is deleted and made again.
 */
export class Coverage {
  readonly lanes = new Map<string, Lane>()
  private readonly pods = new Map<string, Map<string, Pod>>()
  private readonly owners = new Set<string>()
  /** Pods (by uid) that have been ready once: what they are without now is not a start. */
  private readonly wereReady = new Set<string>()
  private readonly revisions = new Map<string, number>()
  private read = 0

  /** `before`: what was there when the history begins. */
  constructor(
    private readonly daemonSet: string,
    before?: ChangeSet,
  ) {
    if (before !== undefined) this.take(before)
  }

  /** Takes in what has been added to `history` since the last call. True when a lane changed. */
  follow(history: readonly ChangeSet[]): boolean {
    let changed = false
    for (; this.read < history.length; this.read += 1) {
      const change = history[this.read]
      if (change !== undefined && this.take(change)) changed = true
    }
    return changed
  }

  private take({ time, added, updated, removed }: ChangeSet): boolean {
    const touched = new Set<string>()
    for (const object of removed) this.write(time, object, undefined, touched)
    for (const object of added) this.write(time, undefined, object, touched)
    for (const [before, after] of updated) this.write(time, before, after, touched)
    for (const node of touched) this.push(node, time)
    return touched.size > 0
  }

  private write(
    time: number,
    before: KubeObject | undefined,
    after: KubeObject | undefined,
    touched: Set<string>,
  ): void {
    const object = after ?? before
    switch (object?.kind) {
      case 'Node':
        if (before === undefined || after === undefined) {
          this.lane(object.metadata.name).goneAt = after === undefined ? time : undefined
          touched.add(object.metadata.name)
        }
        break
      case 'DaemonSet':
        if (`${object.metadata.namespace}/${object.metadata.name}` === this.daemonSet)
          this.owners.add(object.metadata.uid)
        break
      case 'ControllerRevision':
        this.noteRevision(object as ControllerRevision)
        break
      case 'Pod':
        this.writePod(before as Pod | undefined, after as Pod | undefined, touched)
        break
    }
  }

  private noteRevision(object: ControllerRevision): void {
    if (!this.owners.has(controllerOf(object)?.uid ?? '')) return
    this.revisions.set(object.metadata.labels?.[REVISION_HASH_LABEL] ?? '', object.revision)
  }

  private writePod(before: Pod | undefined, after: Pod | undefined, touched: Set<string>): void {
    const pod = after ?? before
    if (pod === undefined) return
    const node = nodeOfPod(pod)
    const pods = this.pods.get(node) ?? new Map<string, Pod>()
    const isOwned = this.owners.has(controllerOf(pod)?.uid ?? '')
    // One that is known and has lost its owner is an orphan; one that another controller has adopted is not ours any more.
    const isOrphan = controllerOf(pod) === undefined && pods.has(pod.metadata.uid)
    if (!isOwned && !isOrphan && !pods.has(pod.metadata.uid)) return
    this.pods.set(node, pods)
    if (after === undefined || !(isOwned || isOrphan)) pods.delete(pod.metadata.uid)
    else pods.set(pod.metadata.uid, after)
    if (after !== undefined && isPodReady(after)) this.wereReady.add(pod.metadata.uid)
    touched.add(node)
  }

  private lane(node: string): Lane {
    let lane = this.lanes.get(node)
    if (lane === undefined) {
      lane = { node, segments: [], wasCovered: false, goneAt: undefined }
      this.lanes.set(node, lane)
    }
    return lane
  }

  private push(node: string, from: number): void {
    const lane = this.lane(node)
    const { segments } = lane
    const { cover, revision } = this.coverOf(node, lane.wasCovered)
    if (cover === 'ready') lane.wasCovered = true
    const last = segments.at(-1)
    if (last?.cover === cover && last.revision === revision) return
    if (last?.from === from) segments.pop()
    segments.push({ from, cover, revision })
  }

  private coverOf(node: string, wasCovered: boolean): Pick<Segment, 'cover' | 'revision'> {
    const alive = [...(this.pods.get(node)?.values() ?? [])].filter(pod => !isPodTerminal(pod))
    const ready = alive.filter(isPodReady)
    const owned = ready.filter(pod => controllerOf(pod) !== undefined)
    if (ready.length > 0 && owned.length === 0) return { cover: 'orphan', revision: 0 }
    if (owned.length > 0) {
      const revision = Math.max(
        ...owned.map(pod => this.revisions.get(pod.metadata.labels?.[REVISION_HASH_LABEL] ?? '') ?? 0),
      )
      return { cover: 'ready', revision }
    }
    const starts = alive.some(
      pod => pod.metadata.deletionTimestamp === undefined && !hasFailed(pod) && !this.wereReady.has(pod.metadata.uid),
    )
    if (starts) return { cover: 'starting', revision: 0 }
    return { cover: alive.length > 0 ? 'uncovered' : wasCovered ? 'gap' : 'none', revision: 0 }
  }
}

/** A Pod whose containers had to start again and that is not ready now is a gap, not a start. */
function hasFailed(pod: Pod): boolean {
  return (pod.status.containerStatuses ?? []).some(({ restartCount }) => restartCount > 0)
}

/**
 * The cover at a moment. A gap at the end of a lane is only one if the DaemonSet still belongs there (`wanted`): where it
 * was sent away for good, nothing is missing.
 */
export function coverAt(lane: Lane, time: number, wanted: boolean): Segment | undefined {
  if (lane.goneAt !== undefined && time >= lane.goneAt) return undefined
  const { segments } = lane
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segments[middle]?.from ?? 0) <= time) low = middle + 1
    else high = middle
  }
  const segment = segments[low - 1]
  if (segment === undefined) return undefined
  return low === segments.length && !wanted && segment.cover === 'gap' ? { ...segment, cover: 'none' } : segment
}

/** The DaemonSet (`namespace/name`) that was deleted last. */
export function lastDeleted(history: readonly ChangeSet[]): string | undefined {
  const change = history.findLast(({ removed }) => removed.some(({ kind }) => kind === 'DaemonSet'))
  const object = change?.removed.find(({ kind }) => kind === 'DaemonSet')
  return object && `${object.metadata.namespace}/${object.metadata.name}`
}
