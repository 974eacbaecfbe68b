import type { CommandIo } from '../../base/command'
import { utf8Length } from '../../base/utf8-length'
import { linesOf, textProgram } from '../program'
import { readAll } from '../read-all'
import { filterProgram, lineFilter } from '../text-filter'
import { ToolError } from '../tool-error'
import { readOptions, type ToolOptions } from './tool-options'

/** cat with -n and -A as people use them. */
export const cat = filterProgram('cat', (args, io) => {
  const options = readOptions('cat', args, {
    flags: 'AbeEnstTuv',
    long: { number: 'n', 'show-all': 'A', 'show-ends': 'E' },
  })
  const marksEnds = options.has('A') || options.has('E') || options.has('e')
  const marksTabs = options.has('A') || options.has('T') || options.has('t')
  if (!options.has('n') && !options.has('b') && !marksEnds && !marksTabs)
    return { files: options.rest, filter: { take: text => io.out(text), end: () => 0 } }
  let number = 0
  return {
    files: options.rest,
    filter: lineFilter((line, ended) => {
      const counted = options.has('b') ? line !== '' : options.has('n')
      if (counted) number += 1
      const text = marksTabs ? line.replaceAll('\t', '^I') : line
      io.out(`${counted ? `${String(number).padStart(6)}\t` : ''}${text}${ended ? `${marksEnds ? '$' : ''}\n` : ''}`)
    }),
  }
})

const UNIQ = {
  flags: 'cdDiuz',
  valued: 'fsw',
  long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f', 'skip-chars': 's' },
} as const

/** uniq with -c -d -u -i -f -s -w. */
export const uniq = filterProgram('uniq', (args, io) => {
  const options = readOptions('uniq', args, UNIQ)
  const keyOf = uniqKey(options)
  let line: string | undefined
  let count = 0
  const flush = () => {
    if (line === undefined) return
    const shown = (!options.has('d') || count > 1) && (!options.has('u') || count === 1)
    if (shown) io.out(`${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`)
  }
  return {
    files: options.rest.slice(0, 1),
    filter: lineFilter(
      next => {
        if (line !== undefined && keyOf(next) === keyOf(line)) {
          count += 1
          return
        }
        flush()
        line = next
        count = 1
      },
      () => {
        flush()
        return 0
      },
    ),
  }
})

function uniqKey(options: ToolOptions): (line: string) => string {
  const [fields, characters, width] = ['f', 's', 'w'].map(letter => Number(options.value(letter) ?? 'NaN'))
  return line => {
    let key = line
    for (let i = 0; i < (fields || 0); i++) key = key.replace(/^[ \t]*[^ \t]*/, '')
    if (characters) key = key.slice(characters)
    if (width !== undefined && !Number.isNaN(width)) key = key.slice(0, width)
    return options.has('i') ? key.toLowerCase() : key
  }
}

const WC = { flags: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' } } as const

/** wc with -l -w -c -m -L, for several files with their total. */
export const wc = textProgram('wc', (args, io) => {
  const options = readOptions('wc', args, WC)
  const letters = (['l', 'w', 'm', 'c', 'L'] as const).filter(letter =>
    options.has('l') || options.has('w') || options.has('c') || options.has('m') || options.has('L')
      ? options.has(letter)
      : letter !== 'm' && letter !== 'L',
  )
  const rows: { numbers: number[]; name: string }[] = []
  let code = 0
  for (const file of options.rest.length === 0 ? [undefined] : options.rest) {
    const { text, complete } = readAll('wc', file === undefined ? [] : [file], io)
    if (complete) rows.push({ numbers: letters.map(letter => COUNTS[letter](text)), name: file ?? '' })
    else code = 1
  }
  if (rows.length === 0) return code
  if (options.rest.length > 1)
    rows.push({
      numbers: letters.map((letter, i) =>
        rows.reduce(
          (sum, { numbers }) => (letter === 'L' ? Math.max(sum, numbers[i] ?? 0) : sum + (numbers[i] ?? 0)),
          0,
        ),
      ),
      name: 'total',
    })
  // As wide as the number of bytes in files; seven columns for what is piped in.
  const bytes = options.rest.reduce((sum, file) => sum + utf8Length(io.readFile(file) ?? ''), 0)
  const width = letters.length === 1 && rows.length === 1 ? 1 : options.rest.length === 0 ? 7 : String(bytes).length
  for (const { numbers, name } of rows)
    io.out(`${numbers.map(count => String(count).padStart(width)).join(' ')}${name === '' ? '' : ` ${name}`}\n`)
  return code
})

const COUNTS: Readonly<Record<'l' | 'w' | 'm' | 'c' | 'L', (text: string) => number>> = {
  l: text => text.split('\n').length - 1,
  w: text => text.match(/\S+/g)?.length ?? 0,
  m: text => [...text].length,
  c: utf8Length,
  L: text => linesOf(text).reduce((longest, line) => Math.max(longest, [...line].length), 0),
}

/** tee, tee -a. */
export const tee = filterProgram('tee', (args, io) => {
  const options = readOptions('tee', args, { flags: 'aip', long: { append: 'a' } })
  let text = ''
  return {
    files: [],
    filter: {
      take(piece) {
        text += piece
        io.out(piece)
      },
      end() {
        for (const file of options.rest) io.writeFile(file, (options.has('a') ? (io.readFile(file) ?? '') : '') + text)
        return 0
      },
    },
  }
})

const COLUMN = {
  flags: 'tJenx',
  valued: 'socNR',
  long: { table: 't', separator: 's', 'output-separator': 'o', 'table-columns': 'N' },
} as const

/** column -t, with -s and -o. */
export const column = textProgram('column', (args, io) => {
  const options = readOptions('column', args, COLUMN)
  const { text, complete } = readAll('column', options.rest, io)
  if (!complete) return 1
  const lines = linesOf(text).filter(line => line.trim() !== '')
  if (!options.has('t')) {
    io.out(lines.map(line => `${line}\n`).join(''))
    return 0
  }
  const separators = options.value('s')
  const split = (line: string) => {
    if (separators === undefined) return line.trim().split(/\s+/)
    return line.split(new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`))
  }
  const heading = options.value('N')
  const rows = [...(heading === undefined ? [] : [heading.split(',')]), ...lines.map(split)]
  io.out(aligned(rows, options.value('o') ?? '  '))
  return 0
})

function aligned(rows: readonly (readonly string[])[], joint: string): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, [...cell].length)
  return rows
    .map(row => {
      const cells = widths.map((width, index) => {
        const cell = row[index] ?? ''
        return index === widths.length - 1 ? cell : cell + ' '.repeat(width - [...cell].length)
      })
      return `${cells.join(joint)}\n`
    })
    .join('')
}

const wholeLines = (name: string, change: (lines: string[]) => readonly string[]) =>
  textProgram(name, (args, io: CommandIo) => {
    const { text, complete } = readAll(
      name,
      args.filter(word => !word.startsWith('-') || word === '-'),
      io,
    )
    if (!complete) return 1
    io.out(
      change(linesOf(text))
        .map(line => `${line}\n`)
        .join(''),
    )
    return 0
  })

export const tac = wholeLines('tac', lines => lines.reverse())
export const rev = wholeLines('rev', lines => lines.map(line => [...line].reverse().join('')))
export const nl = wholeLines('nl', lines => {
  let number = 0
  return lines.map(line => (line === '' ? '       ' : `${String(++number).padStart(6)}\t${line}`))
})

const PASTE = { flags: 's', valued: 'd', long: { serial: 's', delimiters: 'd' } } as const

/** paste: lines of several files side by side; with -s the lines of one in one line. */
export const paste = textProgram('paste', (args, io) => {
  const options = readOptions('paste', args, PASTE)
  const joint = (options.value('d') ?? '\t').replace('\\n', '\n').replace('\\t', '\t')
  const columns: string[][] = []
  for (const file of options.rest.length === 0 ? ['-'] : options.rest) {
    const { text, complete } = readAll('paste', file === '-' && options.rest.length < 2 ? [] : [file], io)
    if (!complete) return 1
    columns.push(linesOf(text))
  }
  if (options.has('s')) {
    for (const lines of columns) io.out(`${lines.join(joint)}\n`)
    return 0
  }
  const height = columns.reduce((most, lines) => Math.max(most, lines.length), 0)
  for (let row = 0; row < height; row++) io.out(`${columns.map(lines => lines[row] ?? '').join(joint)}\n`)
  return 0
})

const MAX_SEQUENCE = 100_000

/** seq LAST, seq FIRST LAST, seq FIRST STEP LAST. */
export const seq = textProgram('seq', (args, io) => {
  const numbers = args.map(Number)
  const wrong = args[numbers.findIndex(Number.isNaN)]
  if (args.length === 0) throw new ToolError("missing operand\nTry 'seq --help' for more information.")
  if (wrong !== undefined)
    throw new ToolError(`invalid floating point argument: ‘${wrong}’\nTry 'seq --help' for more information.`)
  const [first, step, last] =
    numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers
  if (first === undefined || step === undefined || last === undefined) return 1
  if (step === 0) throw new ToolError(`invalid Zero increment value: ‘0’\nTry 'seq --help' for more information.`)
  if (Math.abs((last - first) / step) > MAX_SEQUENCE)
    throw new ToolError(`more than ${MAX_SEQUENCE} numbers are too many here`)
  let text = ''
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) text += `${value}\n`
  io.out(text)
  return 0
})
