/** A pattern that cannot be read; the message is GNU's. */
export class PatternError extends Error {}

/** How a pattern is written: `basic` as grep and sed take it, `extended` as with -E and in awk, `perl` as far as people use -P. */
export type PatternSyntax = 'basic' | 'extended' | 'perl'

/** Whether a character (its UTF-16 unit) fits. */
export type CharacterTest = (code: number) => boolean

export type PlaceKind = 'line-start' | 'line-end' | 'word-start' | 'word-end' | 'word-edge' | 'no-word-edge'

export type PatternNode =
  | { readonly type: 'character'; readonly code: number }
  | { readonly type: 'set'; readonly fits: CharacterTest }
  | { readonly type: 'place'; readonly place: PlaceKind }
  | { readonly type: 'group'; readonly index: number; readonly inner: PatternNode }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly choices: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly inner: PatternNode; readonly least: number; readonly most: number }

export interface PatternTree {
  readonly root: PatternNode
  readonly groups: number
}

/** Reads a POSIX pattern with GNU's additions (`\w`, `\<`, `\b`, `\+` and `\|` in basic ones). Throws PatternError. */
export function parsePattern(source: string, syntax: PatternSyntax): PatternTree {
  const parser = new PatternParser(source, syntax)
  const root = parser.choice(0)
  return { root, groups: parser.groups }
}

const MAX_REPEATS = 32_767
const MAX_DEPTH = 100

class PatternParser {
  groups = 0
  private at = 0

  constructor(
    private readonly source: string,
    private readonly syntax: PatternSyntax,
  ) {}

  choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH) throw new PatternError('Regular expression too big')
    const choices = [this.sequence(depth)]
    while (this.operator('|')) choices.push(this.sequence(depth))
    const [only] = choices
    return choices.length === 1 && only !== undefined ? only : { type: 'choice', choices }
  }

  private sequence(depth: number): PatternNode {
    const parts: PatternNode[] = []
    while (this.at < this.source.length && !this.ahead('|')) {
      if (this.ahead(')')) {
        if (depth > 0) break
        // GNU takes one that closes nothing as itself in extended patterns.
        if (this.syntax === 'basic') throw new PatternError('Unmatched ) or \\)')
      }
      parts.push(this.repeated(this.atom(depth, parts.length === 0)))
    }
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { type: 'sequence', parts }
  }

  /** Whether an operator stands here: `(` in extended patterns, `\(` in basic ones. */
  private ahead(operator: string): boolean {
    return this.source.startsWith(this.syntax === 'basic' ? `\\${operator}` : operator, this.at)
  }

  private operator(operator: string): boolean {
    if (!this.ahead(operator)) return false
    this.at += this.syntax === 'basic' ? 2 : 1
    return true
  }

  private atom(depth: number, first: boolean): PatternNode {
    if (this.operator('(')) {
      const captures = !(this.syntax === 'perl' && this.source.startsWith('?:', this.at))
      if (!captures) this.at += 2
      const index = captures ? ++this.groups : 0
      const inner = this.choice(depth + 1)
      if (!this.operator(')')) throw new PatternError('Unmatched ( or \\(')
      return captures ? { type: 'group', index, inner } : inner
    }
    const character = this.source.charAt(this.at++)
    switch (character) {
      case '\\':
        return this.escape()
      case '.':
        return { type: 'set', fits: () => true }
      case '[':
        return this.bracket()
      case '^':
        if (this.syntax !== 'basic' || first) return { type: 'place', place: 'line-start' }
        break
      case '$':
        if (this.syntax !== 'basic' || this.at === this.source.length || this.ahead(')') || this.ahead('|'))
          return { type: 'place', place: 'line-end' }
        break
      case '*':
      case '+':
      case '?':
        // GNU takes a repetition of nothing as the character itself, or, in extended patterns, as nothing.
        if (this.syntax !== 'basic') return { type: 'sequence', parts: [] }
    }
    return { type: 'character', code: character.charCodeAt(0) }
  }

  private escape(): PatternNode {
    if (this.at >= this.source.length) throw new PatternError('Trailing backslash')
    const character = this.source.charAt(this.at++)
    const set = Object.hasOwn(SETS, character) ? SETS[character] : undefined
    if (set !== undefined) return { type: 'set', fits: set }
    if (this.syntax === 'perl' && /[dD]/.test(character)) {
      return { type: 'set', fits: code => isDigit(code) === (character === 'd') }
    }
    const place = Object.hasOwn(PLACES, character) ? PLACES[character] : undefined
    if (place !== undefined) return { type: 'place', place }
    if (/[1-9]/.test(character))
      throw new PatternError('back-references such as \\1 are not supported in patterns here')
    const control = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : undefined
    return { type: 'character', code: (control ?? character).charCodeAt(0) }
  }

  private bracket(): PatternNode {
    const unmatched = () => new PatternError('Invalid regular expression')
    const negated = this.source.charAt(this.at) === '^'
    if (negated) this.at += 1
    const tests: CharacterTest[] = []
    for (let first = true; ; first = false) {
      if (this.at >= this.source.length) throw unmatched()
      const named = /^\[:(\w+):\]/.exec(this.source.slice(this.at))
      if (named !== null) {
        this.at += named[0].length
        tests.push(namedClass(named[1] ?? ''))
        continue
      }
      const character = this.source.charAt(this.at++)
      if (character === ']' && !first) break
      const from = character.charCodeAt(0)
      const next = this.source.charAt(this.at + 1)
      if (this.source.charAt(this.at) === '-' && next !== ']' && next !== '') {
        this.at += 2
        const to = next.charCodeAt(0)
        if (to < from) throw new PatternError('Invalid range end')
        tests.push(code => code >= from && code <= to)
      } else if (character === '\\' && this.syntax === 'perl' && Object.hasOwn(SETS, this.source.charAt(this.at))) {
        tests.push(SETS[this.source.charAt(this.at++)] ?? (() => false))
      } else tests.push(code => code === from)
    }
    const fits: CharacterTest = code => tests.some(test => test(code))
    return { type: 'set', fits: negated ? code => !fits(code) : fits }
  }

  private repeated(inner: PatternNode): PatternNode {
    let node = inner
    for (;;) {
      const bounds = this.bounds()
      if (bounds === undefined) return node
      node = { type: 'repeat', inner: node, ...bounds }
    }
  }

  private bounds(): { least: number; most: number } | undefined {
    if (this.source.charAt(this.at) === '*') {
      this.at += 1
      return this.greedy({ least: 0, most: Number.POSITIVE_INFINITY })
    }
    if (this.operator('+')) return this.greedy({ least: 1, most: Number.POSITIVE_INFINITY })
    if (this.operator('?')) return this.greedy({ least: 0, most: 1 })
    const interval = this.syntax === 'basic' ? /^\\\{(\d*)(,?)(\d*)\\\}/ : /^\{(\d*)(,?)(\d*)\}/
    const match = interval.exec(this.source.slice(this.at))
    if (match === null || (match[1] === '' && match[2] === '')) {
      if (match === null && this.syntax === 'basic' && this.ahead('{')) throw new PatternError('Unmatched \\{')
      return undefined
    }
    this.at += match[0].length
    const least = Number(match[1])
    const most = match[2] === '' ? least : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3])
    if (least > most) throw new PatternError('Invalid content of \\{\\}')
    if (least > MAX_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MAX_REPEATS))
      throw new PatternError('Regular expression too big')
    return this.greedy({ least, most })
  }

  /** Perl's `*?` finds the same lines as `*`: the mark is read over. */
  private greedy(bounds: { least: number; most: number }): { least: number; most: number } {
    if (this.syntax === 'perl' && this.source.charAt(this.at) === '?') this.at += 1
    return bounds
  }
}

const isDigit = (code: number) => code >= 48 && code <= 57
const isLower = (code: number) => code >= 97 && code <= 122
const isUpper = (code: number) => code >= 65 && code <= 90
const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13)
const isLetter = (code: number) =>
  isLower(code) || isUpper(code) || (code > 127 && /\p{L}/u.test(String.fromCharCode(code)))

/** Letters, digits and the underscore: what words are made of. */
export const isWordCharacter = (code: number) => isLetter(code) || isDigit(code) || code === 95

const SETS: Readonly<Record<string, CharacterTest>> = {
  w: isWordCharacter,
  W: code => !isWordCharacter(code),
  s: isSpace,
  S: code => !isSpace(code),
}

const PLACES: Readonly<Record<string, PlaceKind>> = {
  '<': 'word-start',
  '>': 'word-end',
  b: 'word-edge',
  B: 'no-word-edge',
  '`': 'line-start',
  "'": 'line-end',
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

const CLASSES: Readonly<Record<string, CharacterTest>> = {
  alpha: isLetter,
  digit: isDigit,
  alnum: code => isLetter(code) || isDigit(code),
  upper: isUpper,
  lower: isLower,
  space: isSpace,
  blank: code => code === 32 || code === 9,
  punct: code => code > 32 && code < 127 && !isDigit(code) && !isLower(code) && !isUpper(code),
  print: code => code >= 32 && code !== 127,
  graph: code => code > 32 && code !== 127,
  cntrl: code => code < 32 || code === 127,
  xdigit: code => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
}

function namedClass(name: string): CharacterTest {
  const found = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
  if (found === undefined) throw new PatternError('Invalid character class name')
  return found
}
