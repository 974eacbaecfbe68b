/** Whole seconds as in `metav1.Time`, or exactly six places after the point as in `metav1.MicroTime`. */
export type TimePrecision = 'time' | 'microTime'

/** A part of a layout: what it looks like, what may stand there, and what its numbers may be. */
type Part = readonly [layout: string, pattern: RegExp, range?: readonly [name: string, from: number, to: number]]

const TO_THE_MINUTE: readonly Part[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d{2}/, ['month', 1, 12]],
  ['-', /^-/],
  ['02', /^\d{2}/, ['day', 1, 31]],
  ['T', /^T/],
  ['15', /^\d{2}/, ['hour', 0, 23]],
  [':', /^:/],
  ['04', /^\d{2}/, ['minute', 0, 59]],
  [':', /^:/],
]
const ZONE: Part = ['Z07:00', /^(Z|[+-]\d{2}:\d{2})/]
const PARTS: Readonly<Record<TimePrecision, readonly Part[]>> = {
  time: [...TO_THE_MINUTE, ['05', /^\d{2}(\.\d+)?/, ['second', 0, 59]], ZONE],
  microTime: [...TO_THE_MINUTE, ['05', /^\d{2}/, ['second', 0, 59]], ['.000000', /^\.\d{6}/], ZONE],
}

/** Why a text is no time in the form of RFC 3339, as Go says it; undefined when it is. */
// Models time.Parse
export function timeError(text: string, precision: TimePrecision = 'time'): string | undefined {
  const start = `parsing time ${JSON.stringify(text)}`
  const parts = PARTS[precision]
  let rest = text
  for (const [layout, pattern, range] of parts) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) {
      const whole = JSON.stringify(parts.map(([part]) => part).join(''))
      return `${start} as ${whole}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(layout)}`
    }
    if (range !== undefined) {
      const [name, from, to] = range
      const value = Number.parseInt(found, 10)
      if (value < from || value > to) return `${start}: ${name} out of range`
    }
    rest = rest.slice(found.length)
  }
  return rest === '' ? undefined : `${start}: extra text: ${JSON.stringify(rest)}`
}

/** A time that passes `timeError` as the API writes it: in UTC. */
export function canonicalTime(text: string, precision: TimePrecision): string {
  const [, start = '', fraction = '', zone = ''] = /^(.*?T\d{2}:\d{2}:\d{2})(\.\d+)?(.*)$/.exec(text) ?? []
  const places = precision === 'time' ? '' : fraction
  if (start === '' || (zone === 'Z' && places === fraction)) return text
  const moment = new Date(`${start}${zone}`)
  return Number.isNaN(moment.getTime()) ? text : `${moment.toISOString().slice(0, -'.000Z'.length)}${places}Z`
}
