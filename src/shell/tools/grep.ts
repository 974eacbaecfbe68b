import type { CommandIo } from '../../base/command'
import { allMatches, compilePattern, literalPattern, type Pattern } from '../../base/patterns/pattern'
import { isWordCharacter } from '../../base/patterns/pattern-syntax'
import { filterProgram, LineCutter, type TextFilter } from '../text-filter'
import { ToolError } from '../tool-error'
import { readOptions, type ToolOptions } from './tool-options'

const OPTIONS = {
  flags: 'EFGPcHhilLnoqrsvwxzIRUZ',
  valued: 'ABCemf',
  count: 'C',
  long: {
    'after-context': 'A',
    'before-context': 'B',
    context: 'C',
    color: 'U',
    colour: 'U',
    count: 'c',
    'extended-regexp': 'E',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    'fixed-strings': 'F',
    'ignore-case': 'i',
    'invert-match': 'v',
    'line-buffered': 'U',
    'line-number': 'n',
    'line-regexp': 'x',
    'max-count': 'm',
    'no-filename': 'h',
    'no-messages': 's',
    'only-matching': 'o',
    'perl-regexp': 'P',
    quiet: 'q',
    regexp: 'e',
    silent: 'q',
    'with-filename': 'H',
    'word-regexp': 'w',
  },
} as const

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n"

/** grep with -A -B -C -c -E -F -P -h -H -i -l -L -m -n -o -q -v -w -x -e. */
export const grep = filterProgram(
  'grep',
  (args, io) => {
    const options = readOptions('grep', args, OPTIONS)
    const patterns = options.all('e').flatMap(each => each.split('\n'))
    const files = [...options.rest]
    if (!options.has('e')) {
      const pattern = files.shift()
      if (pattern === undefined) {
        io.err(USAGE)
        return 2
      }
      patterns.push(...pattern.split('\n'))
    }
    return {
      filter: new Grep(
        patterns.map(each => patternOf(each, options)),
        options,
        files.length,
        io,
      ),
      files,
      ...(options.has('s') ? { silent: true } : {}),
    }
  },
  2,
)

function patternOf(source: string, options: ToolOptions): Pattern {
  const syntax = options.has('P') ? 'perl' : options.has('E') ? 'extended' : 'basic'
  const ignoreCase = options.has('i')
  const pattern =
    options.has('F') && !ignoreCase
      ? literalPattern(source)
      : compilePattern(options.has('F') ? source.replace(/[.*[\]^$\\]/g, '\\$&') : source, {
          syntax: options.has('F') ? 'basic' : syntax,
          ignoreCase,
        })
  if (options.has('x')) return whole(pattern)
  return options.has('w') ? words(pattern) : pattern
}

function whole(pattern: Pattern): Pattern {
  const find: Pattern['find'] = (text, from = 0) => {
    const match = from === 0 ? pattern.find(text) : undefined
    return match?.start === 0 && match.end === text.length ? match : undefined
  }
  return { find, test: text => find(text) !== undefined }
}

/** Only matches that stand alone: no letter, digit or underscore touches them. */
function words(pattern: Pattern): Pattern {
  const alone = (text: string, start: number, end: number) =>
    !isWordCharacter(text.charCodeAt(start - 1)) && !isWordCharacter(text.charCodeAt(end))
  const find: Pattern['find'] = (text, from = 0) => {
    for (let at = from; at <= text.length; ) {
      const match = pattern.find(text, at)
      if (match === undefined) return undefined
      if (alone(text, match.start, match.end)) return match
      at = match.start + 1
    }
    return undefined
  }
  return { find, test: text => find(text) !== undefined }
}

class Grep implements TextFilter {
  private readonly cutter = new LineCutter(line => this.line(line))
  private readonly before: number
  private readonly after: number
  private readonly most: number
  private readonly named: boolean
  /** Lines before a hit that may still be shown, with their numbers. */
  private held: [line: string, number: number][] = []
  private toShow = 0
  private number = 0
  private count = 0
  private any = false
  private lastShown = 0
  private file: string | undefined

  constructor(
    private readonly patterns: readonly Pattern[],
    private readonly options: ToolOptions,
    files: number,
    private readonly io: CommandIo,
  ) {
    this.before = size(options.value('B') ?? options.value('C'))
    this.after = size(options.value('A') ?? options.value('C'))
    this.most = options.has('m') ? Number(options.value('m')) : Number.POSITIVE_INFINITY
    if (Number.isNaN(this.most)) throw new ToolError('invalid max count')
    this.named = options.has('H') || (files > 1 && !options.has('h'))
  }

  get full(): boolean {
    return (
      (this.options.has('q') && this.any) || (this.count >= this.most && this.toShow === 0 && this.file === undefined)
    )
  }

  beginFile(name: string): void {
    if (this.file !== undefined) this.finishFile()
    this.file = name
    this.number = 0
    this.count = 0
    this.lastShown = 0
    this.toShow = 0
    this.held = []
  }

  take(text: string): void {
    this.cutter.take(text)
  }

  end(): number {
    this.finishFile()
    return this.any ? 0 : 1
  }

  private finishFile(): void {
    this.cutter.end()
    if (this.options.has('q')) return
    const name = this.file ?? '(standard input)'
    if (this.options.has('l') || this.options.has('L')) {
      if (this.count > 0 === this.options.has('l')) this.io.out(`${name}\n`)
    } else if (this.options.has('c')) this.io.out(`${this.named ? `${name}:` : ''}${this.count}\n`)
  }

  private line(line: string): void {
    this.number += 1
    const hit = this.count < this.most && this.patterns.some(pattern => pattern.test(line)) !== this.options.has('v')
    if (hit) {
      this.count += 1
      this.any = true
    }
    if (this.options.has('q') || this.options.has('c') || this.options.has('l') || this.options.has('L')) return
    if (hit) this.showHit(line)
    else if (this.toShow > 0) {
      this.toShow -= 1
      this.show(line, this.number, '-')
    } else if (this.before > 0) {
      this.held = [...this.held, [line, this.number] as [string, number]].slice(-this.before)
    }
  }

  private showHit(line: string): void {
    const first = this.held[0]?.[1] ?? this.number
    const parted = (this.before > 0 || this.after > 0) && this.lastShown > 0 && first > this.lastShown + 1
    if (parted) this.io.out('--\n')
    if (!this.options.has('o')) for (const [held, number] of this.held) this.show(held, number, '-')
    this.held = []
    this.toShow = this.after
    if (!this.options.has('o')) this.show(line, this.number, ':')
    else if (!this.options.has('v')) this.showMatches(line)
    this.lastShown = this.number
  }

  private showMatches(line: string): void {
    const found = this.patterns
      .flatMap(pattern => [...allMatches(pattern, line)])
      .sort((a, b) => a.start - b.start || b.end - a.end)
    let from = 0
    for (const { start, end } of found) {
      if (end === start || start < from) continue
      this.io.out(`${this.label(this.number, ':')}${line.slice(start, end)}\n`)
      from = end
    }
  }

  private show(line: string, number: number, mark: string): void {
    if (this.options.has('o')) return
    this.lastShown = number
    this.io.out(`${this.label(number, mark)}${line}\n`)
  }

  private label(number: number, mark: string): string {
    const name = this.named ? `${this.file ?? '(standard input)'}${mark}` : ''
    return name + (this.options.has('n') ? `${number}${mark}` : '')
  }
}

function size(text: string | undefined): number {
  if (text === undefined) return 0
  if (!/^\d+$/.test(text)) throw new ToolError(`${text}: invalid context length argument`)
  return Number(text)
}
