/** The stretch of virtual time that the timeline shows, in milliseconds. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const SPANS = [20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600].map(seconds => seconds * SECOND)
const LONGEST = 600 * SECOND
const NICE = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].map(seconds => seconds * SECOND)

/**
 * From shortly before the first thing that happened to a little after now. It grows in steps, so that the picture stands
 * still while only the playhead moves; beyond ten minutes it shows the last ten.
 */
export function timeWindow(first: number, now: number): TimeWindow {
  const from = Math.max(0, Math.floor(first / SECOND - 1) * SECOND)
  const span = SPANS.find(each => now - from <= each * 0.94)
  if (span !== undefined) return { from, to: from + span }
  const to = Math.ceil((now + LONGEST * 0.06) / (30 * SECOND)) * 30 * SECOND
  return { from: to - LONGEST, to }
}

/** Moments worth a label, at least `room` pixels apart. */
export function ticks({ from, to }: TimeWindow, width: number, room = 64): readonly number[] {
  const apart = NICE.find(each => (each / (to - from)) * width >= room) ?? to - from
  const first = Math.ceil(from / apart) * apart
  return Array.from({ length: Math.max(0, Math.floor((to - first) / apart) + 1) }, (_, index) => first + index * apart)
}

/** `1:30` */
export function tickText(time: number): string {
  return `${Math.floor(time / MINUTE)}:${String(Math.floor(time / SECOND) % 60).padStart(2, '0')}`
}
