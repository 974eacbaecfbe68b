import { isInRange, isSameTime } from './compare-series'
import type { RecordedEvent, SeenEvent } from './recording'

/** Events of one component that are closer than this have no order. */
const SIMULTANEOUS = 0.3
const COUNT_SHARE = 0.3

/** What differs between the recorded events and ours. `loose` are texts of events that only one run had. */
export function eventDifferences(
  recorded: readonly RecordedEvent[],
  ours: readonly SeenEvent[],
  loose: readonly string[],
): string[] {
  const differences: string[] = []
  const isLoose = (reason: string, message: string) =>
    loose.some(text => text.includes(reason) && text.includes(message))
  const matched: { recorded: RecordedEvent; seen: SeenEvent }[] = []
  for (const event of recorded) {
    const [, type, reason, message, , object] = event
    const seen = ours.find(
      one => one.object === object && one.type === type && one.reason === reason && one.message === message,
    )
    if (seen !== undefined) {
      matched.push({ recorded: event, seen })
      differences.push(...eventDifference(event, seen))
    } else if (!isLoose(reason, message)) differences.push(`no event ${JSON.stringify(event)}`)
  }
  for (const seen of ours) {
    const isKnown = matched.some(one => one.seen === seen) || isLoose(seen.reason, seen.message)
    if (!isKnown) differences.push(`unexpected event ${JSON.stringify(seen)}`)
  }
  return [...differences, ...orderDifferences(matched)]
}

function eventDifference(event: RecordedEvent, { times }: SeenEvent): string[] {
  const [time, , , , count] = event
  const differences: string[] = []
  const first = times[0] ?? 0
  if (!(typeof time === 'number' ? isSameTime(time, first) : isInRange(time, first))) {
    differences.push(`first at ${first.toFixed(1)}: ${JSON.stringify(event)}`)
  }
  if (!isSameCount(count, times.length)) {
    const list = times.map(one => one.toFixed(1)).join(' ')
    differences.push(`${times.length} times (${list}): ${JSON.stringify(event)}`)
  }
  return differences
}

function isSameCount(recorded: RecordedEvent[4], ours: number): boolean {
  const [low, high] = typeof recorded === 'number' ? [recorded, recorded] : recorded
  if (typeof recorded === 'number' && recorded <= 2) return ours === recorded
  const [min, max] = low <= high ? [low, high] : [high, low]
  return ours >= min - Math.max(1, min * COUNT_SHARE) && ours <= max + Math.max(1, max * COUNT_SHARE)
}

function orderDifferences(matched: readonly { recorded: RecordedEvent; seen: SeenEvent }[]): string[] {
  const differences: string[] = []
  for (const one of matched) {
    for (const other of matched) {
      const [a, b] = [one.recorded[0], other.recorded[0]]
      if (typeof a !== 'number' || typeof b !== 'number' || b - a <= SIMULTANEOUS) continue
      if (one.recorded[5] !== other.recorded[5] || sender(one.seen) !== sender(other.seen)) continue
      if ((other.seen.times[0] ?? 0) + SIMULTANEOUS < (one.seen.times[0] ?? 0)) {
        differences.push(`${other.seen.reason} before ${one.seen.reason} on ${one.seen.object}`)
      }
    }
  }
  return differences
}

function sender({ reason }: SeenEvent): string {
  return ['Scheduled', 'FailedScheduling', 'Preempted'].includes(reason) ? 'scheduler' : 'other'
}
