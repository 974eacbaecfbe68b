import type { CommandIo } from '../../base/command'
import { allMatches, type Pattern, type PatternMatch } from '../../base/patterns/pattern'
import { fileName, filterProgram, LineCutter, type TextFilter } from '../text-filter'
import { ToolError } from '../tool-error'
import { parseSed, type SedAddress, type SedCommand, type Substitution } from './sed-script'
import { readOptions } from './tool-options'

const OPTIONS = {
  flags: 'nErsuz',
  valued: 'ef',
  long: { quiet: 'n', silent: 'n', expression: 'e', 'regexp-extended': 'E', 'in-place': 'i', file: 'f' },
} as const

const USAGE = 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n'

/** sed with s///, y, d, p, q, =, n, i, a, c, {…}, the hold space, addresses, -n, -i, -e, -E. */
export const sed = filterProgram(
  'sed',
  (args, io) => {
    // -i takes its ending only when it stands right behind it.
    const inPlace = args.some(word => /^(?:-[nErsuz]*i|--in-place)/.test(word))
    const words = args.flatMap(word =>
      /^--in-place/.test(word) ? [] : /^-[nErsuz]*i/.test(word) ? lettersBefore(word) : [word],
    )
    const options = readOptions('sed', words, OPTIONS)
    const files = [...options.rest]
    const scripts = [...options.all('e')]
    if (scripts.length === 0) {
      const script = files.shift()
      if (script === undefined) {
        io.err(USAGE)
        return 1
      }
      scripts.push(script)
    }
    const commands = parseSed(scripts.join('\n'), options.has('E') || options.has('r'))
    const quiet = options.has('n')
    if (!inPlace) return { filter: new Sed(commands, quiet, text => io.out(text)), files }
    return editFiles(files, io, out => new Sed(commands, quiet, out))
  },
  1,
  2,
)

const lettersBefore = (word: string) => {
  const letters = word.slice(1, word.indexOf('i'))
  return letters === '' ? [] : [`-${letters}`]
}

function editFiles(files: readonly string[], io: CommandIo, start: (out: (text: string) => void) => Sed): number {
  if (files.length === 0) throw new ToolError('no input files')
  let code = 0
  for (const file of files) {
    const text = io.readFile(fileName(file))
    if (text === undefined) {
      io.err(`sed: can't read ${file}: No such file or directory\n`)
      code = 2
      continue
    }
    let written = ''
    const run = start(piece => {
      written += piece
      if (written.length > MAX_SPACE) throw new ToolError('the text is too long')
    })
    run.take(text)
    run.end()
    io.writeFile(fileName(file), written)
  }
  return code
}

const MAX_SPACE = 8_000_000
const NEXT = Symbol('the next line')

/** Runs a script over lines as they come; it is always one line behind, to know which is the last. */
class Sed implements TextFilter {
  private readonly cutter = new LineCutter((line, ended) => this.arrive(line, ended))
  private waiting: { line: string; ended: boolean } | undefined
  private readonly inRange = new Map<SedCommand, number>()
  private pattern: Pattern | undefined
  private number = 0
  private space = ''
  private hold = ''
  private after = ''
  private ended = true
  private open = false
  /** The commands that are still to be done when `n` has fetched its line. */
  private rest: readonly SedCommand[] | undefined
  full = false

  constructor(
    private readonly commands: readonly SedCommand[],
    private readonly quiet: boolean,
    private readonly write: (text: string) => void,
  ) {}

  take(text: string): void {
    this.cutter.take(text)
  }

  /** What comes behind a last line without its end first ends that line. */
  private out(text: string): void {
    this.write(this.open ? `\n${text}` : text)
    this.open = false
  }

  end(): number {
    this.cutter.end()
    if (this.waiting !== undefined) this.process(this.waiting, true)
    this.waiting = undefined
    return 0
  }

  private arrive(line: string, ended: boolean): void {
    if (this.full) return
    if (this.waiting !== undefined) this.process(this.waiting, false)
    this.waiting = { line, ended }
  }

  private process({ line, ended }: { line: string; ended: boolean }, last: boolean): void {
    if (this.full) return
    this.number += 1
    this.space = line
    this.ended = ended
    const commands = this.rest ?? this.commands
    this.rest = undefined
    const end = this.run(commands, last)
    if (end === NEXT) return
    this.finish(end !== 'delete')
    if (end === 'quit') this.full = true
  }

  private finish(print: boolean): void {
    if (print && !this.quiet) this.print(this.space)
    if (this.after !== '') this.out(this.after)
    this.after = ''
  }

  private print(text: string): void {
    if (text.length > MAX_SPACE) throw new ToolError('the text is too long')
    this.out(`${text}${this.ended ? '\n' : ''}`)
    this.open = !this.ended
  }

  private run(commands: readonly SedCommand[], last: boolean): 'done' | 'delete' | 'quit' | typeof NEXT {
    for (const [index, command] of commands.entries()) {
      if (this.applies(command, last) === command.negated) continue
      const { action } = command
      switch (action.type) {
        case 's':
          this.substitute(action)
          break
        case 'y':
          this.space = [...this.space].map(each => action.to[action.from.indexOf(each)] ?? each).join('')
          break
        case 'd':
          return 'delete'
        case 'p':
          this.print(this.space)
          break
        case 'q':
          return 'quit'
        case 'Q':
          this.full = true
          return 'delete'
        case '=':
          this.out(`${this.number}\n`)
          break
        case 'n':
          if (last) return 'quit'
          this.finish(true)
          this.rest = commands.slice(index + 1)
          return NEXT
        case 'i':
          this.out(`${action.text}\n`)
          break
        case 'a':
          this.after += `${action.text}\n`
          break
        case 'c':
          if (command.to === undefined || command.negated || this.inRange.get(command) === undefined || last)
            this.out(`${action.text}\n`)
          return 'delete'
        case 'group': {
          const end = this.run(action.commands, last)
          if (end !== 'done') return end
          break
        }
        default:
          this.swapHold(action.type)
      }
    }
    return 'done'
  }

  private swapHold(type: 'h' | 'H' | 'g' | 'G' | 'x'): void {
    const { space, hold } = this
    if (type === 'h' || type === 'x') this.hold = space
    if (type === 'H') this.hold = `${hold}\n${space}`
    if (type === 'g' || type === 'x') this.space = hold
    if (type === 'G') this.space = `${space}\n${hold}`
    if (this.hold.length > MAX_SPACE || this.space.length > MAX_SPACE) throw new ToolError('the text is too long')
  }

  private substitute({ pattern = this.pattern, replacement, global, nth, print }: Substitution): void {
    if (pattern === undefined) throw new ToolError('no previous regular expression')
    this.pattern = pattern
    let text = ''
    let from = 0
    let count = 0
    for (const match of allMatches(pattern, this.space)) {
      count += 1
      if (count < nth || (count > nth && !global)) continue
      text += this.space.slice(from, match.start) + filled(replacement, this.space, match)
      from = match.end
      if (text.length > MAX_SPACE) throw new ToolError('the text is too long')
      if (!global) break
    }
    if (count < nth) return
    this.space = text + this.space.slice(from)
    if (print) this.print(this.space)
  }

  private applies(command: SedCommand, last: boolean): boolean {
    const { from, to } = command
    if (from === undefined) return true
    if (to === undefined) return this.hits(from, last)
    const until =
      this.inRange.get(command) ??
      // `0,/x/` is open before the first line.
      (this.number === 1 && from.type === 'line' && from.line === 0 ? Number.POSITIVE_INFINITY : undefined)
    if (until !== undefined) {
      this.inRange.set(command, until)
      const over = to.type === 'line' || to.type === 'lines' ? this.number >= until : this.hits(to, last)
      if (over) this.inRange.delete(command)
      // A range that ends at a line which is already past is that one line.
      return !(to.type === 'line' && this.number > until)
    }
    if (!this.hits(from, last)) return false
    const end = to.type === 'line' ? to.line : to.type === 'lines' ? this.number + to.count : Number.POSITIVE_INFINITY
    if (end > this.number) this.inRange.set(command, end)
    return true
  }

  private hits(address: SedAddress, last: boolean): boolean {
    switch (address.type) {
      case 'line':
        if (address.step === undefined || address.step === 0) return this.number === address.line
        return this.number >= address.line && (this.number - address.line) % address.step === 0
      case 'last':
        return last
      case 'lines':
        return false
      case 'pattern':
        this.pattern = address.pattern ?? this.pattern
        return this.pattern?.test(this.space) === true
    }
  }
}

/** The replacement with `&`, `\1`, `\n`, `\U` and their like filled in. */
function filled(replacement: string, text: string, match: PatternMatch): string {
  let letterCase: 'U' | 'L' | '' = ''
  const put = (piece: string) =>
    letterCase === 'U' ? piece.toUpperCase() : letterCase === 'L' ? piece.toLowerCase() : piece
  return replacement.replace(/\\([\s\S])|&|[^\\&]+/g, (piece, escaped: string | undefined) => {
    if (piece === '&') return put(text.slice(match.start, match.end))
    if (escaped === undefined) return put(piece)
    if (/\d/.test(escaped)) {
      const group = escaped === '0' ? ([match.start, match.end] as const) : match.groups[Number(escaped) - 1]
      return group === undefined ? '' : put(text.slice(group[0], group[1]))
    }
    if (escaped === 'U' || escaped === 'L' || escaped === 'E') {
      letterCase = escaped === 'E' ? '' : escaped
      return ''
    }
    return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped
  })
}
