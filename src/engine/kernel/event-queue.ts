/** One thing that will happen at a virtual time. `idle` marks periodic background work: a cluster waiting only for it is settled. */
export interface ScheduledEvent {
  readonly time: number
  readonly sequence: number
  readonly idle: boolean
  readonly awaited: boolean
  readonly label: string
  run: (() => void) | undefined
}

/**
 * A binary heap of events ordered by (time, sequence): two events at the same instant happen in the order in which they
 * were scheduled, so a run never depends on the heap's internals.
 */
export class EventQueue {
  private readonly heap: ScheduledEvent[] = []

  get size(): number {
    return this.heap.length
  }

  peek(): ScheduledEvent | undefined {
    return this.heap[0]
  }

  push(event: ScheduledEvent): void {
    const heap = this.heap
    heap.push(event)
    let index = heap.length - 1
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = heap[parentIndex] as ScheduledEvent
      if (!before(event, parent)) break
      heap[index] = parent
      index = parentIndex
    }
    heap[index] = event
  }

  pop(): ScheduledEvent | undefined {
    const heap = this.heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let index = 0
    for (;;) {
      let childIndex = 2 * index + 1
      let child = heap[childIndex]
      if (child === undefined) break
      const right = heap[childIndex + 1]
      if (right !== undefined && before(right, child)) {
        child = right
        childIndex += 1
      }
      if (!before(child, last)) break
      heap[index] = child
      index = childIndex
    }
    heap[index] = last
    return first
  }
}

function before(a: ScheduledEvent, b: ScheduledEvent): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence)
}
