const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** The parts of the layout: what it looks like, what may stand there, and what its numbers may be. */
const PARTS: readonly (readonly [
  layout: string,
  pattern: RegExp,
  range?: readonly [name: string, from: number, to: number],
])[] = [
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
  ['05', /^\d{2}(\.\d+)?/, ['second', 0, 59]],
  ['Z07:00', /^(Z|[+-]\d{2}:\d{2})/],
]

/** Why a text is no time in the form of RFC 3339, as Go says it; undefined when it is. */
// Models time.Parse
export function timeError(text: string): string | undefined {
  const start = `parsing time ${JSON.stringify(text)}`
  let rest = text
  for (const [layout, pattern, range] of PARTS) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) {
      return `${start} as ${JSON.stringify(LAYOUT)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(layout)}`
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
