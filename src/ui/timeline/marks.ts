import type { EventObject } from '../../k8s/event'
import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'

/** Something that happened at a moment: a command that somebody gave, or a warning. */
export interface Mark {
  readonly at: number
  readonly kind: 'command' | 'warning'
  readonly text: string
}

/** The warnings of the cluster's own events, read once, as they come. */
export class Warnings {
  readonly marks: Mark[] = []
  private read = 0

  follow(history: readonly ChangeSet[]): void {
    for (; this.read < history.length; this.read += 1) {
      const change = history[this.read]
      for (const object of change?.added ?? []) this.take(object, change?.time ?? 0)
    }
  }

  private take(object: KubeObject, at: number): void {
    if (object.kind !== 'Event') return
    const { type, reason, message, involvedObject } = object as EventObject
    if (type !== 'Warning') return
    this.marks.push({ at, kind: 'warning', text: `${reason} ${involvedObject.name}: ${message}` })
  }
}

/** Marks nearer to each other than this (pixels) are drawn and told as one. */
export const CLUSTER_WIDTH = 9

export interface MarkCluster {
  readonly x: number
  readonly kind: Mark['kind']
  readonly marks: readonly Mark[]
}

/** Joins marks that would lie over each other; commands and warnings keep apart. `marks` in the order of time. */
export function clusterMarks(marks: readonly Mark[], toX: (time: number) => number): readonly MarkCluster[] {
  const clusters: { x: number; kind: Mark['kind']; marks: Mark[] }[] = []
  const last: Partial<Record<Mark['kind'], (typeof clusters)[number]>> = {}
  for (const mark of marks) {
    const x = toX(mark.at)
    const open = last[mark.kind]
    if (open !== undefined && x - open.x < CLUSTER_WIDTH) open.marks.push(mark)
    else {
      const cluster = { x, kind: mark.kind, marks: [mark] }
      last[mark.kind] = cluster
      clusters.push(cluster)
    }
  }
  return clusters
}
