import {
  type CharacterTest,
  isWordCharacter,
  PatternError,
  type PatternNode,
  type PatternSyntax,
  type PlaceKind,
  parsePattern,
} from './pattern-syntax'

/** Where a pattern was found: places in the text, and those of its groups (undefined for one that took no part). */
export interface PatternMatch {
  readonly start: number
  readonly end: number
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[]
}

/**
 * A pattern for text of one line. Finds the leftmost match and of those the longest, as POSIX says, in time that grows with
 * text times pattern and never faster: what is typed cannot keep the page busy.
 */
export interface Pattern {
  test(text: string): boolean
  /** The first match that begins at `from` or later. */
  find(text: string, from?: number): PatternMatch | undefined
}

export interface PatternOptions {
  readonly syntax: PatternSyntax
  readonly ignoreCase?: boolean
}

/** Throws PatternError. */
export function compilePattern(source: string, { syntax, ignoreCase = false }: PatternOptions): Pattern {
  const { root, groups } = parsePattern(source, syntax)
  const plain = ignoreCase ? undefined : plainText(root)
  if (plain !== undefined) return literalPattern(plain)
  const compiler = new Compiler(ignoreCase)
  compiler.add({ op: 'save', slot: 0 })
  compiler.emit(root)
  compiler.add({ op: 'save', slot: 1 })
  compiler.add({ op: 'match' })
  return new PatternMachine(compiler.code, groups)
}

/** The text itself as a pattern. */
export function literalPattern(text: string): Pattern {
  return {
    test: line => line.includes(text),
    find(line, from = 0) {
      const start = line.indexOf(text, from)
      return start < 0 ? undefined : { start, end: start + text.length, groups: [] }
    },
  }
}

/** Every match in the text, one after another. An empty one is not found where another has just ended. */
export function* allMatches(pattern: Pattern, text: string): Generator<PatternMatch, void, void> {
  let from = 0
  let last = -1
  while (from <= text.length) {
    const match = pattern.find(text, from)
    if (match === undefined) return
    if (match.end > match.start || match.start !== last) yield match
    last = match.end
    from = match.end > match.start ? match.end : match.end + 1
  }
}

function plainText(node: PatternNode): string | undefined {
  if (node.type === 'character') return String.fromCharCode(node.code)
  if (node.type !== 'sequence') return undefined
  let text = ''
  for (const part of node.parts) {
    if (part.type !== 'character') return undefined
    text += String.fromCharCode(part.code)
  }
  return text
}

type Instruction =
  | { readonly op: 'fits'; readonly test: CharacterTest }
  | { readonly op: 'place'; readonly place: PlaceKind }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'jump'; to: number }
  /** Goes on at both places, the first one preferred. */
  | { readonly op: 'fork'; first: number; second: number }
  | { readonly op: 'match' }

const MAX_INSTRUCTIONS = 20_000

class Compiler {
  readonly code: Instruction[] = []

  constructor(private readonly ignoreCase: boolean) {}

  add<T extends Instruction>(instruction: T): T {
    if (this.code.length >= MAX_INSTRUCTIONS) throw new PatternError('Regular expression too big')
    this.code.push(instruction)
    return instruction
  }

  emit(node: PatternNode): void {
    switch (node.type) {
      case 'character':
        this.add({ op: 'fits', test: this.caseTest(code => code === node.code) })
        break
      case 'set':
        this.add({ op: 'fits', test: this.caseTest(node.fits) })
        break
      case 'place':
        this.add({ op: 'place', place: node.place })
        break
      case 'group':
        this.add({ op: 'save', slot: node.index * 2 })
        this.emit(node.inner)
        this.add({ op: 'save', slot: node.index * 2 + 1 })
        break
      case 'sequence':
        for (const part of node.parts) this.emit(part)
        break
      case 'choice':
        this.emitChoice(node.choices)
        break
      case 'repeat':
        this.emitRepeat(node.inner, node.least, node.most)
    }
  }

  private emitChoice(choices: readonly PatternNode[]): void {
    const ends: { to: number }[] = []
    for (const [index, choice] of choices.entries()) {
      if (index === choices.length - 1) this.emit(choice)
      else {
        const fork = this.add({ op: 'fork', first: this.code.length + 1, second: 0 })
        this.emit(choice)
        ends.push(this.add({ op: 'jump', to: 0 }))
        fork.second = this.code.length
      }
    }
    for (const end of ends) end.to = this.code.length
  }

  private emitRepeat(inner: PatternNode, least: number, most: number): void {
    for (let i = 0; i < least; i++) this.emit(inner)
    if (most === Number.POSITIVE_INFINITY) {
      const start = this.code.length
      const fork = this.add({ op: 'fork', first: start + 1, second: 0 })
      this.emit(inner)
      this.add({ op: 'jump', to: start })
      fork.second = this.code.length
      return
    }
    const forks: { second: number }[] = []
    for (let i = least; i < most; i++) {
      forks.push(this.add({ op: 'fork', first: this.code.length + 1, second: 0 }))
      this.emit(inner)
    }
    for (const fork of forks) fork.second = this.code.length
  }

  private caseTest(test: CharacterTest): CharacterTest {
    if (!this.ignoreCase) return test
    return code => {
      if (test(code)) return true
      const text = String.fromCharCode(code)
      return test(text.toLowerCase().charCodeAt(0)) || test(text.toUpperCase().charCodeAt(0))
    }
  }
}

type Slots = readonly number[]

/** All ways through the pattern at once, a character at a time. */
class PatternMachine implements Pattern {
  /** In which step an instruction was reached last: none is followed twice in one. */
  private readonly reached: Uint32Array
  private step = 0

  constructor(
    private readonly code: readonly Instruction[],
    private readonly groups: number,
  ) {
    this.reached = new Uint32Array(code.length)
  }

  test(text: string): boolean {
    return this.find(text, 0, true) !== undefined
  }

  find(text: string, from = 0, any = false): PatternMatch | undefined {
    let threads: { pc: number; slots: Slots }[] = []
    let best: Slots | undefined
    for (let at = from; at <= text.length; at++) {
      const next: { pc: number; slots: Slots }[] = []
      this.step += 1
      const code = text.charCodeAt(at)
      const present: { pc: number; slots: Slots }[] = []
      for (const { pc, slots } of threads) this.follow(present, pc, slots, text, at)
      if (best === undefined) this.follow(present, 0, [], text, at)
      for (const { pc, slots } of present) {
        const instruction = this.code[pc]
        if (instruction?.op === 'match') {
          if (any) return { start: 0, end: 0, groups: [] }
          if (best === undefined || isBetter(slots, best)) best = slots
        } else if (instruction?.op === 'fits' && at < text.length && instruction.test(code)) {
          next.push({ pc: pc + 1, slots })
        }
      }
      // Ways that began further to the right cannot win any more.
      const start = best?.[0]
      threads = start === undefined ? next : next.filter(({ slots }) => (slots[0] ?? 0) <= start)
      if (threads.length === 0 && best !== undefined) break
    }
    return best === undefined ? undefined : this.matchOf(best)
  }

  /** Adds what can be reached from an instruction without reading a character. */
  private follow(out: { pc: number; slots: Slots }[], start: number, slots: Slots, text: string, at: number): void {
    const stack: { pc: number; slots: Slots }[] = [{ pc: start, slots }]
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { pc } = top
      if (this.reached[pc] === this.step) continue
      this.reached[pc] = this.step
      const instruction = this.code[pc]
      switch (instruction?.op) {
        case 'jump':
          stack.push({ pc: instruction.to, slots: top.slots })
          break
        case 'fork':
          stack.push({ pc: instruction.second, slots: top.slots }, { pc: instruction.first, slots: top.slots })
          break
        case 'save': {
          const saved = [...top.slots]
          saved[instruction.slot] = at
          stack.push({ pc: pc + 1, slots: saved })
          break
        }
        case 'place':
          if (isAt(instruction.place, text, at)) stack.push({ pc: pc + 1, slots: top.slots })
          break
        default:
          out.push({ pc, slots: top.slots })
      }
    }
  }

  private matchOf(slots: Slots): PatternMatch {
    const groups: ([number, number] | undefined)[] = []
    for (let index = 1; index <= this.groups; index++) {
      const [start, end] = [slots[index * 2], slots[index * 2 + 1]]
      groups.push(start === undefined || end === undefined ? undefined : [start, end])
    }
    return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups }
  }
}

/** Further left, or as far left and longer. */
function isBetter(slots: Slots, than: Slots): boolean {
  const [start = 0, end = 0] = slots
  const [bestStart = 0, bestEnd = 0] = than
  return start < bestStart || (start === bestStart && end > bestEnd)
}

function isAt(place: PlaceKind, text: string, at: number): boolean {
  const before = at > 0 && isWordCharacter(text.charCodeAt(at - 1))
  const after = at < text.length && isWordCharacter(text.charCodeAt(at))
  switch (place) {
    case 'line-start':
      return at === 0
    case 'line-end':
      return at === text.length
    case 'word-start':
      return !before && after
    case 'word-end':
      return before && !after
    case 'word-edge':
      return before !== after
    default:
      return before === after
  }
}
