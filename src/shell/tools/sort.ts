import { compareText } from '../../base/compare-text'
import { linesOf, textProgram } from '../program'
import { readAll } from '../read-all'
import { ToolError } from '../tool-error'
import { readOptions, type ToolOptions } from './tool-options'

const OPTIONS = {
  flags: 'bcdfghiMnRrsuVz',
  valued: 'ktoS',
  long: {
    'numeric-sort': 'n',
    'human-numeric-sort': 'h',
    'version-sort': 'V',
    'ignore-case': 'f',
    reverse: 'r',
    unique: 'u',
    stable: 's',
    key: 'k',
    'field-separator': 't',
    output: 'o',
    check: 'c',
  },
} as const

type Compare = (a: string, b: string) => number

/** sort with -b -c -f -h -k -n -o -r -s -t -u -V, in the order of the characters' numbers as in the C locale. */
export const sort = textProgram(
  'sort',
  (args, io) => {
    const options = readOptions('sort', args, OPTIONS)
    const { text, complete } = readAll('sort', options.rest, io)
    if (!complete) return 2
    const keys = options.all('k').map(spec => readKey(spec, options))
    const whole = comparison(name => options.has(name))
    const compareKeys: Compare = (a, b) => {
      if (keys.length === 0) return whole(a, b)
      for (const key of keys) {
        const order = key(a, b)
        if (order !== 0) return order
      }
      return 0
    }
    const last: Compare = (a, b) => {
      if (options.has('u') || options.has('s')) return 0
      return options.has('r') ? compareText(b, a) : compareText(a, b)
    }
    const lines = linesOf(text)
    if (options.has('c')) {
      const at = lines.findIndex((line, i) => i > 0 && compareKeys(lines[i - 1] ?? '', line) > 0)
      if (at < 0) return 0
      io.err(`sort: ${options.rest[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}\n`)
      return 1
    }
    const sorted = lines.sort((a, b) => compareKeys(a, b) || last(a, b))
    const shown = options.has('u')
      ? sorted.filter((line, i) => i === 0 || compareKeys(sorted[i - 1] ?? '', line) !== 0)
      : sorted
    const result = shown.map(line => `${line}\n`).join('')
    const file = options.value('o')
    if (file === undefined) io.out(result)
    else io.writeFile(file, result)
    return 0
  },
  2,
)

/** How whole lines, or keys with these letters, are compared. */
function comparison(has: (letter: string) => boolean): Compare {
  const order: Compare = has('n')
    ? (a, b) => numberIn(a) - numberIn(b)
    : has('g')
      ? (a, b) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0)
      : has('h')
        ? (a, b) => humanSize(a) - humanSize(b)
        : has('V')
          ? compareVersions
          : has('f')
            ? (a, b) => compareText(a.toUpperCase(), b.toUpperCase())
            : compareText
  const trimmed: Compare = has('b') ? (a, b) => order(a.trimStart(), b.trimStart()) : order
  return has('r') ? (a, b) => trimmed(b, a) : trimmed
}

const numberIn = (text: string) =>
  Number(
    /^\s*-?\d*\.?\d*/
      .exec(text)?.[0]
      .trim()
      .replace(/^-?\.?$/, '0') || 0,
  )

const UNITS = ' KMGTPE'

function humanSize(text: string): number {
  const match = /^\s*(-?\d*\.?\d+)([KkMGTPE]?)/.exec(text)
  if (match === null) return 0
  const unit = UNITS.indexOf((match[2] ?? '').toUpperCase() || ' ')
  // The unit counts before the number, as for GNU: 1G is more than 2000M.
  return Math.sign(Number(match[1])) * (unit * 1e15) + Number(match[1])
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []]
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p, q] = [x[i] ?? '', y[i] ?? '']
    const order = /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : compareText(p, q)
    if (order !== 0) return order
  }
  return 0
}

/** `-k 2,3nr`: from which field to which, and how. */
function readKey(spec: string, options: ToolOptions): Compare {
  const match = /^(\d+)(?:\.(\d+))?([bdfghinrMRV]*)(?:,(\d+)(?:\.(\d+))?([bdfghinrMRV]*))?$/.exec(spec)
  if (match === null) throw new ToolError(`invalid number at field start: invalid count at start of ‘${spec}’`)
  const [, start = '', startAt, startLetters = '', end, endAt, endLetters = ''] = match
  if (Number(start) === 0) throw new ToolError(`field number is zero: invalid field specification ‘${spec}’`)
  const letters = startLetters + endLetters
  const compare = comparison(letters === '' ? name => options.has(name) : name => letters.includes(name))
  const separator = options.value('t')
  const blank = letters.includes('b') || (letters === '' && options.has('b'))
  const key = (line: string) => {
    const fields = fieldsOf(line, separator)
    const last = end === undefined ? fields.length : Number(end)
    const picked = fields.slice(Number(start) - 1, last)
    if (endAt !== undefined && Number(endAt) > 0 && picked.length === last - Number(start) + 1)
      picked[picked.length - 1] = (picked.at(-1) ?? '').slice(0, Number(endAt))
    let text = picked.join(separator ?? '')
    if (blank) text = text.trimStart()
    return startAt === undefined ? text : text.slice(Number(startAt) - 1)
  }
  return (a, b) => compare(key(a), key(b))
}

/** Without a separator a field begins with the white space before it. */
function fieldsOf(line: string, separator: string | undefined): string[] {
  if (separator !== undefined) return line.split(separator)
  return line.match(/\s*\S+|\s+$/g) ?? []
}
