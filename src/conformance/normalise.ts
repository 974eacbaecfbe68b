import { compareText } from '../base/compare-text'

/**
 * Makes two recordings of the same thing equal: what differs between runs (uids, times, random names, hashes, addresses)
 * becomes a placeholder. The same rules as the recordings' own reference, and tested on the same cases.
 */

/** Rules on tokens, in this order: they hold in text and in every string of an object. */
const TOKENS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  [
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g,
    '<time>',
  ],
  // Names of events.
  [/\.[0-9a-f]{15,16}(?![0-9a-z])/g, '.<event>'],
  // Private IPv4 addresses, unless a mask follows.
  [/(?<![\d.])(?:10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3}(?![\d/]|\.\d)/g, '<ip>'],
  [/(?<=[ :])3[0-2]\d{3}\/(TCP|UDP|SCTP)\b/g, '<nodeport>/$1'],
  [/127\.0\.0\.1:2\d{4}\b/g, '<server>'],
  [/\bdefault-scheduler-[a-z0-9.-]+/g, 'default-scheduler-<host>'],
  [/\/tmp\/kubectl-edit-\d+\.yaml/g, '/tmp/kubectl-edit-<n>.yaml'],
  [/(resourceVersion\\*"?: ?\\*")\d+/g, '$1<rv>'],
  // The prefix of a log line.
  [/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /gm, '<klog> '],
]
/** Hashes of revisions and templates: they are numbered in the order of their first appearance. */
const HASH = /((?<=[a-z0-9]-)|(?<=hash=)|(?<=hash: )|(?<=hash":")|(?<=hash": "))([456789bcdf]{7,10})(?![a-z0-9])/g
/** The random end of a generated name; a long name is cut at 58 characters before it. */
const RANDOM = /(?<=[a-z0-9>]-)[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9-]|\.[a-z0-9])/g
const CUT = /(?<![a-z0-9.-])([a-z0-9][a-z0-9.-]{57})[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9.-])/g

const AGE = '(?:(?:\\d+[ydhms]){1,2}|<invalid>|<unknown>)'
const AGO = new RegExp(`\\(${AGE} ago\\)`, 'g')
const AGE_CELL = new RegExp(`^${AGE}(?: \\(x\\d+ over ${AGE}\\))?$`)
const AGE_HEADERS: ReadonlySet<string> = new Set(['AGE', 'LAST SEEN', 'FIRST SEEN', 'Age'])

/** The numbers that hashes were given so far, in one text or object. */
type SeenHashes = Map<string, number>

function placeholder(seen: SeenHashes, hash: string): string {
  let number = seen.get(hash)
  if (number === undefined) {
    number = seen.size + 1
    seen.set(hash, number)
  }
  return `<hash-${number}>`
}

function replaceTokens(text: string, seen: SeenHashes): string {
  let result = text
  for (const [pattern, replacement] of TOKENS) result = result.replace(pattern, replacement)
  result = result.replace(HASH, (_match, _before, hash: string) => placeholder(seen, hash))
  return result.replace(RANDOM, '<rand>').replace(CUT, '$1<rand>')
}

/** The output of a command. `command` is the line as typed: rules about tables need it. */
export function normaliseText(output: string, command = ''): string {
  const text = replaceTokens(output, new Map())
    .replace(/(nodePort"?: )\d+/g, '$1<nodeport>')
    .replace(AGO, '(<age> ago)')
  const isGet = /\bget\b/.test(command) && !/(-o|--output)[ =]?(yaml|json|jsonpath|go-template)/.test(command)
  const lines = normaliseLines(text, isGet ? command : undefined)
  if (!isGet || /--sort-by|--watch|\s-w\b/.test(command)) return lines.join('\n')
  const hasHeader = !/--no-headers|(-o|--output)[ =]?name|\|/.test(command)
  return sortRows(lines, hasHeader ? 1 : 0).join('\n')
}

/** Ages in tables, and the space between cells. `get` is the command when it is a plain `get`. */
function normaliseLines(text: string, get: string | undefined): string[] {
  const isBare =
    get !== undefined &&
    !text.includes('AGE') &&
    !text.includes('LAST SEEN') &&
    (get.includes('--no-headers') || get.includes('|'))
  /** Indentation of the table that the line is in. */
  let table: number | undefined
  return text.split('\n').map(raw => {
    const line = raw.trimEnd()
    const indent = line.length - line.replace(/^ +/, '').length
    const cells = line.replace(/^ +| +$/g, '').split(/ {2,}/)
    if (line === '' || (table !== undefined && indent < table)) table = undefined
    if (cells.some(cell => AGE_HEADERS.has(cell))) table = indent
    const withoutAges =
      table !== undefined || isBare ? cells.map(cell => (AGE_CELL.test(cell) ? '<age>' : cell)) : cells
    return ' '.repeat(indent) + withoutAges.join('  ')
  })
}

/** The rows of each block between empty lines, sorted under its header. */
function sortRows(lines: readonly string[], head: number): string[] {
  const sorted: string[] = []
  let block: string[] = []
  const close = () => {
    sorted.push(...block.slice(0, head), ...block.slice(head).sort(compareText))
    block = []
  }
  for (const line of lines) {
    if (line !== '') {
      block.push(line)
      continue
    }
    close()
    sorted.push('')
  }
  close()
  return sorted
}

/** An API object: without managedFields, and with its keys in order. */
export function normaliseObject(object: unknown): unknown {
  const seen: SeenHashes = new Map()
  const walk = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map(item => walk(item, key))
    if (value !== null && typeof value === 'object') {
      const fields = value as Readonly<Record<string, unknown>>
      const names = Object.keys(fields).filter(name => name !== 'managedFields')
      return Object.fromEntries(names.sort(compareText).map(name => [name, walk(fields[name], name)]))
    }
    if (key === 'resourceVersion') return '<rv>'
    if (key === 'nodePort') return '<nodeport>'
    if (typeof value !== 'string') return value
    if (key?.endsWith('-hash') === true && /^[456789bcdf]{7,10}$/.test(value)) return placeholder(seen, value)
    return replaceTokens(value, seen)
  }
  return walk(object)
}
