import type { CronField, CronSchedule } from './cron-schedule'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A schedule that is not due within so many years is never due (the 31st of February). */
const HORIZON = 5 * 366 * DAY

/** The first moment after `after` at which the schedule is due (both in Unix milliseconds); undefined when it never is. */
// Models github.com/robfig/cron/v3 spec.go SpecSchedule.Next and constantdelay.go
export function nextTime(schedule: CronSchedule, after: number): number | undefined {
  if ('every' in schedule) return Math.floor(after / SECOND) * SECOND + schedule.every
  const { timeZone } = schedule
  const end = after + HORIZON
  let time = (Math.floor(after / MINUTE) + 1) * MINUTE
  while (time < end) {
    const local = time + offsetAt(time, timeZone)
    const next = nextCandidate(schedule, local)
    if (next === local) return time
    // Where the clock is put back, the same hour comes again.
    time = Math.max(time + MINUTE, utcOf(next, timeZone))
  }
  return undefined
}

/** The same moment if it fits; otherwise the next one, on the clock on the wall, that may. */
function nextCandidate(schedule: Exclude<CronSchedule, { every: number }>, local: number): number {
  const date = new Date(local)
  const has = ({ numbers }: CronField, number: number) => numbers.has(number)
  if (!has(schedule.month, date.getUTCMonth() + 1)) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
  const { dayOfMonth, dayOfWeek } = schedule
  const days = [has(dayOfMonth, date.getUTCDate()), has(dayOfWeek, date.getUTCDay())]
  // Both have to fit when one of them is a star, otherwise one is enough.
  const fits = dayOfMonth.isStar || dayOfWeek.isStar ? days.every(Boolean) : days.some(Boolean)
  if (!fits) return (Math.floor(local / DAY) + 1) * DAY
  if (!has(schedule.hour, date.getUTCHours())) return (Math.floor(local / HOUR) + 1) * HOUR
  return has(schedule.minute, date.getUTCMinutes()) ? local : local + MINUTE
}

/** By how much the clock in that zone is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(time: number, timeZone: string | undefined): number {
  if (timeZone === undefined || timeZone === 'UTC' || timeZone === 'Etc/UTC') return 0
  const numbers = new Map(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => numbers.get(type) ?? 0
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(time / SECOND) * SECOND
}

function utcOf(local: number, timeZone: string | undefined): number {
  const guess = local - offsetAt(local, timeZone)
  return local - offsetAt(guess, timeZone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    const two = '2-digit'
    const clock = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: two, day: two, ...clock })
    formats.set(timeZone, format)
  }
  return format
}
