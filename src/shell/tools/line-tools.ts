import { linesOf, readInputs, textProgram } from '../program'

/** Sorts words into options with a value, plain options and the rest. */
function options(
  args: readonly string[],
  valued: string,
): { values: Map<string, string>; flags: Set<string>; rest: string[] } {
  const values = new Map<string, string>()
  const flags = new Set<string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    if (!word.startsWith('-') || word === '-') {
      rest.push(word)
      continue
    }
    if (word.startsWith('--')) {
      flags.add(word.slice(2))
      continue
    }
    for (let j = 1; j < word.length; j++) {
      const letter = word.charAt(j)
      if (!valued.includes(letter)) {
        flags.add(letter)
        continue
      }
      values.set(letter, word.slice(j + 1) || (args[++i] ?? ''))
      break
    }
  }
  return { values, flags, rest }
}

const joined = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('')

/** `-5` is `-n 5`. */
const withCount = (args: readonly string[]) => args.map(word => (/^-\d+$/.test(word) ? `-n${word.slice(1)}` : word))

export const head = textProgram((args, input, io) => {
  const { values, rest } = options(withCount(args), 'nc')
  const text = readInputs('head', rest, input, io)
  if (text === undefined) return 1
  if (values.has('c')) io.out(text.slice(0, Number(values.get('c'))))
  else {
    const count = Number(values.get('n') ?? '10')
    io.out(joined(count < 0 ? linesOf(text).slice(0, count) : linesOf(text).slice(0, count)))
  }
  return 0
})

export const tail = textProgram((args, input, io) => {
  const { values, rest } = options(withCount(args), 'nc')
  const text = readInputs('tail', rest, input, io)
  if (text === undefined) return 1
  const wanted = values.get('n') ?? '10'
  const lines = linesOf(text)
  if (wanted.startsWith('+')) io.out(joined(lines.slice(Number(wanted) - 1)))
  else io.out(joined(Number(wanted) === 0 ? [] : lines.slice(-Math.abs(Number(wanted)))))
  return 0
})

export const wc = textProgram((args, input, io) => {
  const { flags, rest } = options(args, '')
  const text = readInputs('wc', rest, input, io)
  if (text === undefined) return 1
  const counts = {
    l: () => text.split('\n').length - 1,
    w: () => text.match(/\S+/g)?.length ?? 0,
    c: () => text.length,
  }
  const wanted = (['l', 'w', 'c'] as const).filter(
    letter => flags.size === 0 || flags.has(letter) || (letter === 'c' && flags.has('m')),
  )
  const only = wanted.length === 1 && rest.length === 0
  const numbers = wanted.map(letter => (only ? String(counts[letter]()) : String(counts[letter]()).padStart(7)))
  io.out(`${[...numbers, ...rest].join(' ')}\n`)
  return 0
})

export const sort = textProgram((args, input, io) => {
  const { values, flags, rest } = options(args, 'kt')
  const text = readInputs('sort', rest, input, io)
  if (text === undefined) return 1
  const field = Number.parseInt(values.get('k') ?? '0', 10)
  const separator = values.get('t')
  const numeric = flags.has('n') || /n/.test(values.get('k') ?? '')
  const reverse = flags.has('r') || /r/.test(values.get('k') ?? '')
  const key = (line: string) => {
    if (field === 0) return line
    const parts = separator === undefined ? line.trim().split(/\s+/) : line.split(separator)
    return parts.slice(field - 1).join(' ')
  }
  const compare = (a: string, b: string) => {
    const [x, y] = [key(a), key(b)]
    const order = numeric ? (Number.parseFloat(x) || 0) - (Number.parseFloat(y) || 0) : x < y ? -1 : x > y ? 1 : 0
    return order !== 0 ? order : a < b ? -1 : a > b ? 1 : 0
  }
  let lines = linesOf(text).sort(compare)
  if (reverse) lines.reverse()
  if (flags.has('u')) lines = lines.filter((line, index) => index === 0 || key(line) !== key(lines[index - 1] ?? ''))
  io.out(joined(lines))
  return 0
})

export const uniq = textProgram((args, input, io) => {
  const { flags, rest } = options(args, '')
  const text = readInputs('uniq', rest, input, io)
  if (text === undefined) return 1
  const groups: { line: string; count: number }[] = []
  for (const line of linesOf(text)) {
    const last = groups.at(-1)
    if (last?.line === line) last.count += 1
    else groups.push({ line, count: 1 })
  }
  const shown = groups.filter(({ count }) => (!flags.has('d') || count > 1) && (!flags.has('u') || count === 1))
  io.out(joined(shown.map(({ line, count }) => (flags.has('c') ? `${String(count).padStart(7)} ${line}` : line))))
  return 0
})

export const cut = textProgram((args, input, io) => {
  const { values, flags, rest } = options(args, 'dfc')
  const text = readInputs('cut', rest, input, io)
  if (text === undefined) return 1
  const list = values.get('f') ?? values.get('c')
  if (list === undefined) {
    io.err('cut: you must specify a list of bytes, characters, or fields\n')
    return 1
  }
  const wanted = ranges(list)
  const delimiter = values.get('d') ?? '\t'
  const pick = (parts: readonly string[]) => parts.filter((_, index) => wanted(index + 1))
  const lines = linesOf(text).flatMap(line => {
    if (values.has('c')) return [pick([...line]).join('')]
    if (!line.includes(delimiter)) return flags.has('s') ? [] : [line]
    return [pick(line.split(delimiter)).join(delimiter)]
  })
  io.out(joined(lines))
  return 0
})

function ranges(list: string): (index: number) => boolean {
  const parts = list.split(',').map(part => {
    const [from = '', to] = part.split('-')
    const low = from === '' ? 1 : Number(from)
    return [low, to === undefined ? low : to === '' ? Number.POSITIVE_INFINITY : Number(to)] as const
  })
  return index => parts.some(([low, high]) => index >= low && index <= high)
}

export const tr = textProgram((args, input, io) => {
  const { flags, rest } = options(args, '')
  const [from, to] = rest.map(characterSet)
  if (from === undefined) {
    io.err('tr: missing operand\n')
    return 1
  }
  let text = ''
  for (const character of input) {
    const at = from.indexOf(character)
    if (flags.has('d')) {
      if (at < 0) text += character
      continue
    }
    const replaced = at < 0 || to === undefined ? character : (to[Math.min(at, to.length - 1)] ?? character)
    const squeezed = flags.has('s') && text.endsWith(replaced) && (to ?? from).includes(replaced)
    if (!squeezed) text += replaced
  }
  io.out(text)
  return 0
})

function characterSet(text: string): string[] {
  const plain = text
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\[:upper:\]/g, 'A-Z')
    .replace(/\[:lower:\]/g, 'a-z')
    .replace(/\[:digit:\]/g, '0-9')
    .replace(/\[:space:\]/g, ' \t\n')
  return [...plain.replace(/(.)-(.)/g, (_, a: string, b: string) => range(a, b))]
}

function range(from: string, to: string): string {
  let text = ''
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) text += String.fromCharCode(code)
  return text
}

export const tee = textProgram((args, input, io) => {
  const { flags, rest } = options(args, '')
  for (const file of rest) io.writeFile(file, flags.has('a') ? (io.readFile(file) ?? '') + input : input)
  io.out(input)
  return 0
})

export const column = textProgram((args, input, io) => {
  const { rest } = options(args, 's')
  const text = readInputs('column', rest, input, io)
  if (text === undefined) return 1
  const rows = linesOf(text).map(line => line.trim().split(/\s+/))
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  }
  io.out(
    joined(
      rows.map(row =>
        row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + 2))).join(''),
      ),
    ),
  )
  return 0
})
