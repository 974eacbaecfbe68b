import { filterProgram, lineFilter } from '../text-filter'
import { ToolError } from '../tool-error'
import { readOptions } from './tool-options'

const CUT_OPTIONS = {
  flags: 'snC',
  valued: 'bcdfO',
  long: {
    bytes: 'b',
    characters: 'c',
    delimiter: 'd',
    fields: 'f',
    complement: 'C',
    'only-delimited': 's',
    'output-delimiter': 'O',
  },
} as const

/** cut with -b -c -d -f -s, --complement, --output-delimiter. */
export const cut = filterProgram('cut', (args, io) => {
  const options = readOptions('cut', args, CUT_OPTIONS)
  const lists = [...options.all('b'), ...options.all('c'), ...options.all('f')]
  const [list] = lists
  const usage = "\nTry 'cut --help' for more information."
  if (list === undefined) throw new ToolError(`you must specify a list of bytes, characters, or fields${usage}`)
  if (lists.length > 1) throw new ToolError(`only one list may be specified${usage}`)
  const byField = options.has('f')
  const given = options.value('d') ?? '\t'
  // Nothing stands for the character 0, which no text has.
  const delimiter = given === '' ? '\0' : given
  if (options.has('d') && !byField)
    throw new ToolError(`an input delimiter may be specified only when operating on fields${usage}`)
  if ([...delimiter].length > 1) throw new ToolError(`the delimiter must be a single character${usage}`)
  const chosen = ranges(list, byField)
  const wanted = (index: number) => chosen(index) !== options.has('C')
  const joint = options.value('O') ?? (byField ? delimiter : '')
  const pick = (parts: readonly string[]) => parts.filter((_, index) => wanted(index + 1)).join(joint)
  return {
    files: options.rest,
    filter: lineFilter(line => {
      if (!byField) io.out(`${pick([...line])}\n`)
      else if (line.includes(delimiter)) io.out(`${pick(line.split(delimiter))}\n`)
      else if (!options.has('s')) io.out(`${line}\n`)
    }),
  }
})

function ranges(list: string, fields: boolean): (index: number) => boolean {
  const what = fields ? 'field' : 'byte/character position'
  const parts = list.split(/[, ]/).map(part => {
    const match = /^(\d*)(-?)(\d*)$/.exec(part)
    if (match === null)
      throw new ToolError(`invalid ${what} ${fields ? 'value ' : ''}‘${part}’\nTry 'cut --help' for more information.`)
    const [, from = '', dash = '', to = ''] = match
    if (from === '' && to === '')
      throw new ToolError(`invalid range with no endpoint: ${part}\nTry 'cut --help' for more information.`)
    const low = from === '' ? 1 : Number(from)
    const high = dash === '' ? low : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    if (low === 0 || high === 0)
      throw new ToolError(
        `${fields ? 'fields' : 'byte/character positions'} are numbered from 1\nTry 'cut --help' for more information.`,
      )
    if (high < low) throw new ToolError("invalid decreasing range\nTry 'cut --help' for more information.")
    return [low, high] as const
  })
  return index => parts.some(([low, high]) => index >= low && index <= high)
}

const TR_OPTIONS = {
  flags: 'cCdst',
  long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
} as const

/** tr with -c -d -s, ranges, classes and escapes. */
export const tr = filterProgram('tr', (args, io) => {
  // A set may begin with a dash: `tr - _`.
  const dashed = args.findIndex(word => word === '-' || !/^-[cCdst]+$|^--\w/.test(word))
  const words =
    dashed < 0 ? args : [...args.slice(0, dashed), '--', ...args.slice(dashed).filter(word => word !== '--')]
  const options = readOptions('tr', words, TR_OPTIONS)
  const [first, second] = options.rest
  const deletes = options.has('d')
  const help = "Try 'tr --help' for more information."
  if (first === undefined) throw new ToolError(`missing operand\n${help}`)
  if (second === undefined && !deletes && !options.has('s'))
    throw new ToolError(`missing operand after ‘${first}’\nTwo strings must be given when translating.\n${help}`)
  if (second !== undefined && deletes && !options.has('s'))
    throw new ToolError(
      `extra operand ‘${second}’\nOnly one string may be given when deleting without squeezing repeats.\n${help}`,
    )
  const from = characterSet(first)
  const to = second === undefined ? undefined : characterSet(second)
  if (to?.length === 0 && !deletes) throw new ToolError('when not truncating set1, string2 must be non-empty')
  const places = new Map<string, number>()
  for (const [index, character] of from.entries()) places.set(character, index)
  const within = (character: string) => places.has(character) !== (options.has('c') || options.has('C'))
  const squeezedSet = to === undefined ? undefined : new Set(to)
  const squeezes = (character: string) =>
    options.has('s') && (squeezedSet === undefined ? within(character) : squeezedSet.has(character))
  let last = ''
  return {
    files: [],
    filter: {
      take(text) {
        let out = ''
        for (const character of text) {
          if (deletes && within(character)) continue
          const replaced =
            deletes || to === undefined || !within(character) ? character : replacement(character, places, to)
          if (replaced === last && squeezes(replaced)) continue
          out += replaced
          last = replaced
        }
        io.out(out)
      },
      end: () => 0,
    },
  }
})

function replacement(character: string, places: ReadonlyMap<string, number>, to: readonly string[]): string {
  const place = places.get(character) ?? to.length - 1
  return to[Math.min(place, to.length - 1)] ?? character
}

const CLASSES: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: '0-9A-Za-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-/:-@[-`{-~',
  xdigit: '0-9A-Fa-f',
}

function characterSet(text: string): string[] {
  const plain = text.replace(/\[:(\w+):\]/g, (all, name: string) =>
    Object.hasOwn(CLASSES, name) ? (CLASSES[name] ?? '') : all,
  )
  const characters: string[] = []
  const tokens = plain.match(/\\[0-7]{1,3}|\\.|[\s\S]/gu) ?? []
  for (let i = 0; i < tokens.length; i++) {
    const from = unescaped(tokens[i] ?? '')
    const to = tokens[i + 2]
    if (tokens[i + 1] === '-' && to !== undefined) {
      characters.push(...range(from, unescaped(to)))
      i += 2
    } else characters.push(from)
  }
  return characters
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f', a: '\x07', b: '\b' }

function unescaped(token: string): string {
  if (!token.startsWith('\\') || token.length === 1) return token
  if (/^\\[0-7]/.test(token)) return String.fromCharCode(Number.parseInt(token.slice(1), 8))
  return ESCAPES[token.slice(1)] ?? token.slice(1)
}

function range(from: string, to: string): string[] {
  const [low, high] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0]
  if (high < low) throw new ToolError(`range-endpoints of ‘${from}-${to}’ are in reverse collating sequence order`)
  if (high - low > 0xffff) throw new ToolError('this range is too long')
  return Array.from({ length: high - low + 1 }, (_, i) => String.fromCodePoint(low + i))
}
