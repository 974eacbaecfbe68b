import type { Answer, CommandIo } from '../base/command'
import { HOME } from '../base/home'
import { ArithmeticError, arithmeticValue } from '../base/shell-arithmetic'
import { matchesPattern, matchingFiles } from './file-patterns'
import { longer } from './shell-limits'
import { ShellSyntaxError, type VariableChange, type Word, type WordPart } from './shell-words'

/** What words can refer to. */
export interface ExpansionContext {
  readonly io: CommandIo
  variable(name: string): string
  /** Runs a line and answers what it prints, for `$(…)`. */
  outputOf(line: string): Answer<string>
}

/** The text of a word, not split and without file names. */
export function* expandText(word: Word, context: ExpansionContext): Answer<string> {
  let text = ''
  for (const part of word) text = longer(text, yield* expandPart(part, context))
  return text
}

/** The words that a word becomes: unquoted expansions are split at white space, `*` and `?` stand for file names. */
export function* expandWord(word: Word, context: ExpansionContext): Answer<string[]> {
  let words: string[] = ['']
  let any = false
  let pattern = false
  for (const [index, part] of word.entries()) {
    let text = yield* expandPart(part, context)
    if (part.type === 'text' && !part.quoted && index === 0) text = text.replace(/^~(?=\/|$)/, HOME)
    if (part.quoted || part.type === 'text') {
      any = any || part.quoted || text !== ''
      pattern = pattern || (!part.quoted && /[*?]/.test(text))
      words[words.length - 1] = longer(words.at(-1) ?? '', text)
      continue
    }
    const pieces = text.split(/\s+/)
    any = any || pieces.some(piece => piece !== '')
    words[words.length - 1] = longer(words.at(-1) ?? '', pieces[0] ?? '')
    for (const piece of pieces.slice(1)) words.push(piece)
  }
  if (!any) return []
  words = words.filter((each, index) => each !== '' || index === 0)
  return (pattern ? words.flatMap(each => matchingFiles(each, context.io)) : words).flatMap(withNumbers)
}

function calculated(text: string, context: ExpansionContext): number {
  try {
    return arithmeticValue(text, name => context.variable(name))
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellSyntaxError(`bash: ${error.message}`)
    throw error
  }
}

function* expandPart(part: WordPart, context: ExpansionContext): Answer<string> {
  switch (part.type) {
    case 'text':
      return part.text
    case 'variable':
      return changed(context.variable(part.name), part.change)
    case 'arithmetic':
      return String(calculated(part.text, context))
    case 'command':
      return yield* context.outputOf(part.line)
  }
}

function changed(value: string, change: VariableChange | undefined): string {
  if (change === undefined) return value
  switch (change.operator) {
    case ':-':
    case '-':
      return value === '' ? change.word : value
    case 'length':
      return String([...value].length)
    default:
      return cut(value, change.operator, change.word)
  }
}

/** `#` takes the pattern off the beginning, `%` off the end; doubled as much as possible. */
function cut(value: string, operator: '#' | '##' | '%' | '%%', pattern: string): string {
  const places = Array.from({ length: Math.min(value.length, MAX_CUT) + 1 }, (_, place) => place)
  const fromStart = operator.startsWith('#')
  if (operator.length === 2) places.reverse()
  for (const size of places) {
    const piece = fromStart ? value.slice(0, size) : value.slice(value.length - size)
    if (matchesPattern(pattern, piece, true)) return fromStart ? value.slice(size) : value.slice(0, value.length - size)
  }
  return value
}

const MAX_CUT = 1000

/** `worker-{1..3}` as the three words that it stands for. */
const withNumbers = (word: string): string[] => {
  const match = /^([^{}]*)\{(\d+)\.\.(\d+)\}([^{}]*)$/.exec(word)
  if (match === null) return [word]
  const [, before = '', from, to, after = ''] = match
  const [low, high] = [Number(from), Number(to)]
  if (Math.abs(high - low) > MAX_CUT) return [word]
  const step = low <= high ? 1 : -1
  return Array.from({ length: Math.abs(high - low) + 1 }, (_, i) => `${before}${low + i * step}${after}`)
}
