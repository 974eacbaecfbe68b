/** One of the five parts of a schedule: its lowest and highest number, and names for numbers. */
interface Bounds {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const PARTS: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
]
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const EVERY = '@every '
const DURATION = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$/

/** The numbers that one part of a schedule names. */
export interface CronField {
  readonly numbers: ReadonlySet<number>
  /** It names all by a star. */
  readonly isStar: boolean
}

/** When a schedule is due: at the minutes that fit all parts, or again and again after so many milliseconds. */
export type CronSchedule =
  | {
      readonly minute: CronField
      readonly hour: CronField
      readonly dayOfMonth: CronField
      readonly month: CronField
      readonly dayOfWeek: CronField
      /** Where the clock hangs that these are about; UTC when absent. */
      readonly timeZone?: string
    }
  | { readonly every: number }

/** Why a text that is not empty is no schedule; undefined when it is one. */
export function scheduleError(schedule: string): string | undefined {
  const parsed = parseSchedule(schedule)
  return typeof parsed === 'string' ? parsed : undefined
}

/** The schedule that a text describes, or why it describes none. */
// Models github.com/robfig/cron/v3 parser.go ParseStandard
export function parseSchedule(schedule: string): CronSchedule | string {
  const [, zone, rest = schedule] = /^(?:CRON_)?TZ=(\S*) (.*)$/.exec(schedule) ?? []
  if (zone !== undefined && !isTimeZone(zone)) return `provided bad location ${zone}: unknown time zone ${zone}`
  const text = rest.trim()
  if (text.startsWith(EVERY)) return parseEvery(text)
  const described = DESCRIPTORS[text]
  if (text.startsWith('@') && described === undefined) return `unrecognized descriptor: ${text}`
  const fields = (described ?? text).split(/\s+/).filter(field => field !== '')
  if (fields.length !== PARTS.length) {
    return `expected exactly ${PARTS.length} fields, found ${fields.length}: [${fields.join(' ')}]`
  }
  const parsed: CronField[] = []
  for (const [index, bounds] of PARTS.entries()) {
    const field = parseField(fields[index] ?? '', bounds)
    if (typeof field === 'string') return field
    parsed.push(field)
  }
  const [minute = ALL, hour = ALL, dayOfMonth = ALL, month = ALL, dayOfWeek = ALL] = parsed
  return { minute, hour, dayOfMonth, month, dayOfWeek, ...(zone === undefined ? {} : { timeZone: zone }) }
}

const ALL: CronField = { numbers: new Set(), isStar: true }

/** Whether there is a time zone of that name. Its letters are large and small as they are written there. */
export function isTimeZone(name: string): boolean {
  if (/^[a-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 }

function parseEvery(text: string): CronSchedule | string {
  const duration = text.slice(EVERY.length)
  if (!DURATION.test(duration)) {
    return `failed to parse duration ${text}: time: invalid duration ${JSON.stringify(duration)}`
  }
  let every = 0
  for (const [, amount, unit = ''] of duration.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)) {
    every += Number(amount) * (UNITS[unit] ?? 0)
  }
  return { every: Math.max(1000, Math.floor(every / 1000) * 1000) }
}

// Models parser.go getField
function parseField(text: string, bounds: Bounds): CronField | string {
  const numbers = new Set<number>()
  let isStar = false
  for (const part of text.split(',')) {
    if (part === '') continue
    const range = parseRange(part, bounds)
    if (typeof range === 'string') return range
    for (let number = range.first; number <= range.last; number += range.step) numbers.add(number)
    isStar ||= range.isStar
  }
  return { numbers, isStar }
}

interface Range {
  readonly first: number
  readonly last: number
  readonly step: number
  readonly isStar: boolean
}

// Models parser.go getRange
function parseRange(text: string, bounds: Bounds): Range | string {
  const [range = '', step, ...moreSteps] = text.split('/')
  const [low = '', high, ...moreEnds] = range.split('-')
  const isAll = low === '*' || low === '?'
  const start = isAll ? bounds.min : numberOf(low, bounds.names)
  if (typeof start === 'string') return start
  if (!isAll && moreEnds.length > 0) return `too many hyphens: ${text}`
  const end = isAll ? bounds.max : high === undefined ? start : numberOf(high, bounds.names)
  if (typeof end === 'string') return end
  if (moreSteps.length > 0) return `too many slashes: ${text}`
  const width = step === undefined ? 1 : numberOf(step)
  if (typeof width === 'string') return width
  const last = step !== undefined && high === undefined ? bounds.max : end
  if (start < bounds.min) return `beginning of range (${start}) below minimum (${bounds.min}): ${text}`
  if (last > bounds.max) return `end of range (${last}) above maximum (${bounds.max}): ${text}`
  if (start > last) return `beginning of range (${start}) beyond end of range (${last}): ${text}`
  if (width === 0) return `step of range should be a positive number: ${text}`
  return { first: start, last, step: width, isStar: isAll && width === 1 }
}

/** The number, or why there is none. */
function numberOf(text: string, names: readonly string[] = []): number | string {
  const named = names.indexOf(text.toLowerCase())
  if (named >= 0) return named + (names === MONTHS ? 1 : 0)
  if (!/^[-+]?\d+$/.test(text)) {
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  }
  const value = Number(text)
  return value < 0 ? `negative number (${value}) not allowed: ${text}` : value
}
