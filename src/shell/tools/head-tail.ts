import { filterProgram, lineFilter, type TextFilter } from '../text-filter'
import { ToolError } from '../tool-error'
import { readOptions } from './tool-options'

const OPTIONS = {
  flags: 'qvzfF',
  valued: 'nc',
  count: 'n',
  long: { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v', follow: 'f' },
} as const

/** `==> file <==` above each of several files. */
function headings(
  files: readonly string[],
  quiet: boolean,
  out: (text: string) => void,
): Pick<TextFilter, 'beginFile'> {
  let first = true
  if (files.length < 2 || quiet) return {}
  return {
    beginFile(name) {
      out(`${first ? '' : '\n'}==> ${name} <==\n`)
      first = false
    },
  }
}

function countOf(text: string, what: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new ToolError(`invalid number of ${what}: ‘${text}’`)
  return Number(text)
}

export const head = filterProgram('head', (args, io) => {
  const options = readOptions('head', args, OPTIONS)
  const files = options.rest
  const out = (text: string) => io.out(text)
  const filter =
    options.value('c') === undefined
      ? new FirstLines(countOf(options.value('n') ?? '10', 'lines'), out)
      : new FirstCharacters(countOf(options.value('c') ?? '', 'bytes'), out)
  const { beginFile } = headings(files, options.has('q'), out)
  const several = files.length > 1
  return {
    files,
    filter: several
      ? {
          take: text => filter.take(text),
          end: () => filter.end(),
          beginFile(name) {
            filter.end()
            filter.restart()
            beginFile?.(name)
          },
        }
      : filter,
  }
})

class FirstLines implements TextFilter {
  private shown = 0
  private held: string[] = []
  private lines = this.cutter()
  full = false

  constructor(
    private readonly count: number,
    private readonly out: (text: string) => void,
  ) {
    this.full = count === 0
  }

  restart(): void {
    this.shown = 0
    this.held = []
    this.lines = this.cutter()
    this.full = this.count === 0
  }

  take(text: string): void {
    if (!this.full) this.lines.take(text)
  }

  end(): number {
    return this.lines.end()
  }

  private cutter(): TextFilter {
    return lineFilter((line, ended) => this.line(`${line}${ended ? '\n' : ''}`))
  }

  private line(line: string): void {
    if (this.count >= 0) {
      if (this.shown < this.count) this.out(line)
      this.shown += 1
      this.full = this.shown >= this.count
      return
    }
    // All but the last lines.
    this.held.push(line)
    if (this.held.length > -this.count) this.out(this.held.shift() ?? '')
  }
}

class FirstCharacters implements TextFilter {
  private text = ''

  constructor(
    private readonly count: number,
    private readonly out: (text: string) => void,
  ) {}

  restart(): void {
    this.text = ''
  }

  take(text: string): void {
    this.text += text
  }

  end(): number {
    this.out(this.count < 0 ? this.text.slice(0, this.count) : this.text.slice(0, this.count))
    this.text = ''
    return 0
  }
}

export const tail = filterProgram('tail', (args, io) => {
  // `tail +2` is an old way to write `tail -n +2`.
  const options = readOptions('tail', args, OPTIONS)
  const files = options.rest
  const characters = options.value('c')
  const text = characters ?? options.value('n') ?? '10'
  const count = Math.abs(countOf(text, characters === undefined ? 'lines' : 'bytes'))
  const fromStart = text.startsWith('+')
  let held = ''
  const flush = () => {
    const pieces = characters === undefined ? (held.match(/[^\n]*\n|[^\n]+$/g) ?? []) : [...held]
    io.out(pieces.slice(fromStart ? Math.max(0, count - 1) : Math.max(0, pieces.length - count)).join(''))
    held = ''
  }
  const { beginFile } = headings(files, options.has('q'), text => io.out(text))
  return {
    files,
    filter: {
      take(piece) {
        held += piece
        // Only the end is kept of what goes on for ever.
        if (!fromStart && held.length > MAX_HELD) held = held.slice(-MAX_HELD / 2)
      },
      end() {
        flush()
        return 0
      },
      beginFile(name) {
        flush()
        beginFile?.(name)
      },
    },
  }
})

const MAX_HELD = 16_000_000
