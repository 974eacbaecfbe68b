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
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']
const EVERY = '@every '
const DURATION = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$/

/** Why a text that is not empty is no schedule; undefined when it is one. */
// Models github.com/robfig/cron/v3 parser.go ParseStandard
export function scheduleError(schedule: string): string | undefined {
  const [, zone, rest = schedule] = /^(?:CRON_)?TZ=(\S*) (.*)$/.exec(schedule) ?? []
  if (zone !== undefined && !isTimeZone(zone)) return `provided bad location ${zone}: unknown time zone ${zone}`
  const text = rest.trim()
  if (text.startsWith('@')) return descriptorError(text)
  const fields = text.split(/\s+/).filter(field => field !== '')
  if (fields.length !== PARTS.length) {
    return `expected exactly ${PARTS.length} fields, found ${fields.length}: [${fields.join(' ')}]`
  }
  return firstError(PARTS, (bounds, index) =>
    firstError((fields[index] ?? '').split(','), part => (part === '' ? undefined : rangeError(part, bounds))),
  )
}

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

function descriptorError(text: string): string | undefined {
  if (DESCRIPTORS.includes(text)) return undefined
  if (!text.startsWith(EVERY)) return `unrecognized descriptor: ${text}`
  const duration = text.slice(EVERY.length)
  if (DURATION.test(duration)) return undefined
  return `failed to parse duration ${text}: time: invalid duration ${JSON.stringify(duration)}`
}

function firstError<T>(items: readonly T[], check: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const error = check(item, index)
    if (error !== undefined) return error
  }
  return undefined
}

// Models parser.go getRange
function rangeError(text: string, bounds: Bounds): string | undefined {
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
  return width === 0 ? `step of range should be a positive number: ${text}` : undefined
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
