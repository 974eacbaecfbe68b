import type { Lane, Segment } from './coverage'

export interface StackOptions {
  readonly columns: number
  /** Virtual milliseconds to a column, with fractions. */
  readonly columnOf: (time: number) => number
  /** Looks of revisions; orphans, starting and uncovered come after them. */
  readonly looks: number
}

interface Lanes {
  readonly lanes: readonly Lane[]
  readonly now: number
  readonly wanted: ReadonlySet<string>
}

/** For each kind of cover, how many nodes had it in each column: first the looks of revisions, then orphans, starting and uncovered. */
export function stackColumns(
  { lanes, now, wanted }: Lanes,
  { columns, columnOf, looks }: StackOptions,
): readonly Uint16Array[] {
  const stack = Array.from({ length: looks + 3 }, () => new Uint16Array(columns))
  for (const lane of lanes) {
    const end = Math.min(now, lane.goneAt ?? now)
    for (const [index, segment] of lane.segments.entries()) {
      const next = lane.segments[index + 1]
      if (next === undefined && segment.cover === 'gap' && !wanted.has(lane.node)) continue
      const counts = stack[kindOf(segment, looks)]
      if (counts === undefined) continue
      const to = Math.min(columns, Math.ceil(columnOf(Math.min(next?.from ?? end, end))))
      for (let column = Math.max(0, Math.ceil(columnOf(segment.from))); column < to; column += 1) {
        counts[column] = (counts[column] ?? 0) + 1
      }
    }
  }
  return stack
}

function kindOf({ cover, revision }: Segment, looks: number): number {
  switch (cover) {
    case 'ready':
      return (Math.max(1, revision) - 1) % looks
    case 'orphan':
      return looks
    case 'starting':
      return looks + 1
    case 'uncovered':
    case 'gap':
      return looks + 2
    case 'none':
      return -1
  }
}
