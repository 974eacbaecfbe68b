import { MONTHS, WEEKDAYS } from '../base/calendar-names'

const two = (value: number) => String(value).padStart(2, '0')

/** Unix milliseconds of an API timestamp; undefined without one. */
export function parseTimestamp(timestamp: string | null | undefined): number | undefined {
  if (!timestamp) return undefined
  const time = Date.parse(timestamp)
  return Number.isNaN(time) ? undefined : time
}

/** `Sat, 31 Jan 2026 10:00:00 +0000`, as `describe` prints times. */
export function rfc1123(time: number | undefined): string {
  const date = new Date(time ?? -62135596800000)
  const day = `${WEEKDAYS[date.getUTCDay()] ?? ''}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear()).padStart(4, '0')}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}
