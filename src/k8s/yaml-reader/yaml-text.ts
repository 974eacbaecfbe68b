/** A place in the text; lines and columns from 0. */
export interface Mark {
  readonly index: number
  readonly line: number
  readonly column: number
}

/** The text is no YAML. `line` as it is printed, 0 when it is not; `at`: the line that it is about, from 0. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem'
  constructor(
    readonly problem: string,
    readonly line: number,
    readonly at: number,
  ) {
    super(problem)
  }
}

/** What the scanner finds, it finds in the line after the one that it names. */
// Models go.yaml.in/yaml/v2 decode.go parser.fail
export function scannerProblem(problem: string, at: Mark, context: Mark = at): YamlProblem {
  return new YamlProblem(problem, at.line !== 0 ? at.line + 1 : context.line, at.line)
}

export function parserProblem(problem: string, at: Mark, context: Mark = at): YamlProblem {
  return new YamlProblem(problem, at.line !== 0 ? at.line : context.line, at.line)
}

/** Of what the text says, not of how it is written: no line is told. */
export const contentProblem = (problem: string, line = 0) => new YamlProblem(problem, 0, line)

const BREAKS = '\r\n\u0085\u2028\u2029'
/** What stands behind the end of the text. */
const END = ''

/** A text that is read from its start to its end, one character after the other. */
export class YamlText {
  private index = 0
  private line = 0
  private column = 0

  constructor(private readonly text: string) {}

  mark(): Mark {
    return { index: this.index, line: this.line, column: this.column }
  }

  get atColumn(): number {
    return this.column
  }

  get atLine(): number {
    return this.line
  }

  get atIndex(): number {
    return this.index
  }

  /** The character `ahead` of the next one; empty behind the end. */
  peek(ahead = 0): string {
    return this.text[this.index + ahead] ?? END
  }

  isEnd(): boolean {
    return this.index >= this.text.length
  }

  isBlank(ahead = 0): boolean {
    const character = this.peek(ahead)
    return character === ' ' || character === '\t'
  }

  isBreak(ahead = 0): boolean {
    const character = this.peek(ahead)
    return character !== END && BREAKS.includes(character)
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.peek(ahead) === END || this.isBreak(ahead)
  }

  isBlankOrEnd(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead)
  }

  isWordCharacter(): boolean {
    return /^[\w-]$/.test(this.peek())
  }

  /** `---` or `...` alone at the start of a line. */
  isDocumentIndicator(): boolean {
    if (this.column !== 0) return false
    const three = this.text.slice(this.index, this.index + 3)
    return (three === '---' || three === '...') && this.isBlankOrEnd(3)
  }

  skip(count = 1): void {
    this.index += count
    this.column += count
  }

  /** The next character, which is no break. */
  read(): string {
    const character = this.peek()
    this.skip()
    return character
  }

  /** The break at the end of a line, as the value of a scalar has it. */
  readBreak(): string {
    const character = this.peek()
    this.index += character === '\r' && this.peek(1) === '\n' ? 2 : 1
    this.line += 1
    this.column = 0
    return character === '\u2028' || character === '\u2029' ? character : '\n'
  }

  skipBlanks(): void {
    while (this.isBlank()) this.skip()
  }

  skipComment(): void {
    if (this.peek() === '#') while (!this.isBreakOrEnd()) this.skip()
  }

  /** The end of the text counts as a line of its own. */
  endLine(): void {
    if (this.column === 0) return
    this.column = 0
    this.line += 1
  }
}
