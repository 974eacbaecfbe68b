import type { CronJob } from '../../../k8s/batch'
import { nextTime, offsetAt } from '../../../k8s/cron-next'
import { type CronSchedule, isTimeZone, parseSchedule } from '../../../k8s/cron-schedule'
import { fromTimestamp, SCENARIO_EPOCH } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'

/** The clocks of the machines may differ a little: so much later the queue looks again. */
const MARGIN: Millis = 100
const MANY = 100

/** The schedule on the clock that the CronJob names; why it is none, as text. */
// Models pkg/controller/cronjob/cronjob_controllerv2.go formatSchedule
export function scheduleOf({ spec }: CronJob): CronSchedule | string {
  const { schedule, timeZone } = spec
  const hasZone = timeZone !== undefined && isTimeZone(timeZone) && !schedule.includes('TZ')
  return parseSchedule(hasZone ? `TZ=${timeZone} ${schedule}` : schedule)
}

interface RecentTime {
  readonly earliest: Millis
  /** The latest moment at which a Job should have begun and has not; undefined when there is none. */
  readonly recent: Millis | undefined
  readonly missed: 'none' | 'few' | 'many'
}

/** After `time`, in virtual milliseconds. */
function due(schedule: CronSchedule, time: Millis): Millis | undefined {
  const next = nextTime(schedule, time + SCENARIO_EPOCH)
  return next === undefined ? undefined : next - SCENARIO_EPOCH
}

/** Undefined for a schedule that is never due. */
// Models pkg/controller/cronjob/utils.go mostRecentScheduleTime
function mostRecentTime(
  { metadata, spec, status }: CronJob,
  schedule: CronSchedule,
  now: Millis,
  hasDeadline: boolean,
): RecentTime | undefined {
  const { startingDeadlineSeconds } = spec
  let earliest = fromTimestamp(status.lastScheduleTime ?? metadata.creationTimestamp)
  if (hasDeadline && startingDeadlineSeconds !== undefined) {
    earliest = Math.max(earliest, now - Number(startingDeadlineSeconds) * 1000)
  }
  const first = due(schedule, earliest)
  const second = first === undefined ? undefined : due(schedule, first)
  if (first === undefined || second === undefined) return undefined
  if (now < first) return { earliest, recent: undefined, missed: 'none' }
  if (now < second) return { earliest, recent: first, missed: 'none' }
  const interval = Math.round((second - first) / 1000) * 1000
  const count = Math.floor(Math.floor((now - first) / 1000) / (interval / 1000)) + 1
  let recent: Millis | undefined
  let next = due(schedule, first + (count - 2) * interval)
  while (next !== undefined && next <= now) {
    recent = next
    next = due(schedule, next)
  }
  return { earliest, recent, missed: count > MANY ? 'many' : 'few' }
}

/** In how many milliseconds the CronJob is to be looked at again. */
// Models pkg/controller/cronjob/utils.go nextScheduleTimeDuration
export function untilNext(cronJob: CronJob, schedule: CronSchedule, now: Millis): Millis | undefined {
  const found = mostRecentTime(cronJob, schedule, now, false)
  const from = found === undefined ? now : (found.recent ?? (found.missed === 'none' ? found.earliest : now))
  const next = due(schedule, from)
  return next === undefined ? undefined : next + MARGIN - now
}

/** When a Job should have begun that has not; `tooMany`: so many have been missed that something is wrong. */
// Models pkg/controller/cronjob/utils.go nextScheduleTime
export function unmetTime(
  cronJob: CronJob,
  schedule: CronSchedule,
  now: Millis,
): { readonly time: Millis | undefined; readonly tooMany: boolean; readonly never: boolean } {
  const found = mostRecentTime(cronJob, schedule, now, true)
  return { time: found?.recent, tooMany: found?.missed === 'many', never: found === undefined }
}

/** The moment as a clock in that zone shows it, with its distance from UTC: `2026-01-01T01:00:00+01:00`. */
export function zonedTimestamp(time: Millis, timeZone: string | undefined): string {
  const unix = time + SCENARIO_EPOCH
  const offset = offsetAt(unix, timeZone)
  const local = new Date(unix + offset).toISOString().slice(0, 19)
  if (offset === 0) return `${local}Z`
  const minutes = Math.abs(offset) / 60_000
  const two = (value: number) => String(value).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
