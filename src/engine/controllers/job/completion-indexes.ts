import { COMPLETION_INDEX, isIndexedJob, type Job } from '../../../k8s/batch'
import type { Pod } from '../../../k8s/pod'

/** Indexes from `first` to `last`, both included. */
interface Interval {
  readonly first: number
  readonly last: number
}

/** Completion indexes, kept as ordered intervals that neither overlap nor touch. Never changed once made. */
// Models pkg/controller/job/indexed_job_utils.go orderedIntervals
export class IndexSet {
  static readonly NONE = new IndexSet([])

  private constructor(private readonly intervals: readonly Interval[]) {}

  /** Reads `1,3-5,7`; what is no number, or not less than `completions`, is left out. */
  // Models pkg/controller/job/indexed_job_utils.go parseIndexesFromString
  static parse(text: string | undefined, completions: number): IndexSet {
    if (text === undefined || text === '') return IndexSet.NONE
    const intervals: Interval[] = []
    for (const part of text.split(',')) {
      const [first, last = first] = part.split('-').map(Number)
      if (first === undefined || last === undefined || Number.isNaN(first) || Number.isNaN(last)) continue
      if (first >= completions) break
      intervals.push({ first, last: Math.min(last, completions - 1) })
    }
    return new IndexSet(joined(intervals))
  }

  static of(indexes: Iterable<number>): IndexSet {
    return IndexSet.NONE.with(indexes)
  }

  with(indexes: Iterable<number>): IndexSet {
    return this.union([...indexes].map(index => ({ first: index, last: index })))
  }

  merge(other: IndexSet): IndexSet {
    return this.union(other.intervals)
  }

  get size(): number {
    return this.intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  }

  has(index: number): boolean {
    return this.intervals.some(({ first, last }) => first <= index && index <= last)
  }

  /** How many indexes are in both. */
  common(other: IndexSet): number {
    let sum = 0
    for (const a of this.intervals) {
      for (const b of other.intervals) sum += Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1)
    }
    return sum
  }

  /** The first `count` indexes below `completions` that are not in the set. */
  // Models pkg/controller/job/indexed_job_utils.go firstPendingIndexes
  firstMissing(count: number, completions: number): number[] {
    const missing: number[] = []
    let candidate = 0
    const upTo = (end: number) => {
      for (; candidate < Math.min(end, completions) && missing.length < count; candidate++) missing.push(candidate)
    }
    for (const { first, last } of this.intervals) {
      upTo(first)
      candidate = Math.max(candidate, last + 1)
    }
    upTo(completions)
    return missing
  }

  /** As a status shows it: two neighbours with a comma, more with a dash. */
  toString(): string {
    return this.intervals
      .map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`))
      .join(',')
  }

  private union(more: readonly Interval[]): IndexSet {
    return new IndexSet(joined([...this.intervals, ...more].sort((a, b) => a.first - b.first)))
  }
}

function joined(ordered: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  for (const interval of ordered) {
    const before = result.at(-1)
    if (before === undefined || interval.first > before.last + 1) result.push(interval)
    else if (interval.last > before.last) result[result.length - 1] = { first: before.first, last: interval.last }
  }
  return result
}

/** The index that the pod works on, if its annotation says one. */
// Models pkg/controller/job/indexed_job_utils.go getCompletionIndex
export function completionIndexOf(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[COMPLETION_INDEX]
  const index = text === undefined ? Number.NaN : Number(text)
  return Number.isInteger(index) && index >= 0 ? index : undefined
}

/** Whether the pod counts at all: in an Indexed Job it works on one of the Job's indexes. */
export function hasValidIndex(job: Job, pod: Pod): boolean {
  if (!isIndexedJob(job)) return true
  const index = completionIndexOf(pod)
  return index !== undefined && index < (job.spec.completions ?? 0)
}

/** The completion indexes of the pods that have one. */
export function indexesOf(pods: Iterable<Pod>): Set<number> {
  const indexes = new Set<number>()
  for (const pod of pods) {
    const index = completionIndexOf(pod)
    if (index !== undefined) indexes.add(index)
  }
  return indexes
}

/** Pods without an index first, then by index. */
export function byCompletionIndex(a: Pod, b: Pod): number {
  return (completionIndexOf(a) ?? -1) - (completionIndexOf(b) ?? -1)
}
