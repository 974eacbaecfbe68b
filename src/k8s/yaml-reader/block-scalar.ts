import { type Mark, scannerProblem, type YamlText } from './yaml-text'
import type { Token } from './yaml-token'

interface Header {
  /** What becomes of the breaks at the end: one is kept, all of them, or none. */
  readonly keep: 'one' | 'all' | 'none'
  /** Spaces more than what is around it; 0: the first line tells. */
  readonly increment: number
}

/** `|` and `>`: lines that go on while they are indented. `indent`: of what is around them. */
// Models go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_block_scalar
export function scanBlockScalar(text: YamlText, isLiteral: boolean, around: number): Token {
  const start = text.mark()
  text.skip()
  const { keep, increment } = scanHeader(text, start)
  text.skipBlanks()
  text.skipComment()
  if (!text.isBreakOrEnd()) throw scannerProblem('did not find expected comment or line break', text.mark(), start)
  if (text.isBreak()) text.readBreak()
  const lines = new BlockLines(text, start, around)
  let indent = increment > 0 ? Math.max(around, 0) + increment : 0
  let value = ''
  let leading = ''
  let trailing: string
  ;({ breaks: trailing, indent } = lines.scanBreaks(indent))
  let wasBlank = false
  while (text.atColumn === indent && !text.isEnd()) {
    const isBlank = text.isBlank()
    if (!isLiteral && !wasBlank && !isBlank && leading.startsWith('\n')) {
      if (trailing === '') value += ' '
    } else value += leading
    value += trailing
    wasBlank = isBlank
    while (!text.isBreakOrEnd()) value += text.read()
    leading = text.isEnd() ? '' : text.readBreak()
    ;({ breaks: trailing, indent } = lines.scanBreaks(indent))
  }
  if (keep !== 'none') value += leading
  if (keep === 'all') value += trailing
  return { kind: 'scalar', start, value }
}

function scanHeader(text: YamlText, start: Mark): Header {
  let keep: Header['keep'] = 'one'
  let increment = 0
  const scanKeep = () => {
    if (text.peek() !== '+' && text.peek() !== '-') return false
    keep = text.read() === '+' ? 'all' : 'none'
    return true
  }
  const scanIncrement = () => {
    if (!/^\d$/.test(text.peek())) return
    if (text.peek() === '0') throw scannerProblem('found an indentation indicator equal to 0', text.mark(), start)
    increment = Number(text.read())
  }
  if (scanKeep()) scanIncrement()
  else {
    scanIncrement()
    if (increment > 0) scanKeep()
  }
  return { keep, increment }
}

class BlockLines {
  constructor(
    private readonly text: YamlText,
    private readonly start: Mark,
    private readonly around: number,
  ) {}

  /** Empty lines and the indentation after them. An indent of 0 becomes that of the first line that is not empty. */
  // Models yaml_parser_scan_block_scalar_breaks
  scanBreaks(indent: number): { readonly breaks: string; readonly indent: number } {
    const { text } = this
    let breaks = ''
    let deepest = 0
    for (;;) {
      const isInside = () => indent === 0 || text.atColumn < indent
      while (isInside() && text.peek() === ' ') text.skip()
      deepest = Math.max(deepest, text.atColumn)
      if (isInside() && text.peek() === '\t') {
        const why = 'found a tab character where an indentation space is expected'
        throw scannerProblem(why, text.mark(), this.start)
      }
      if (!text.isBreak()) break
      breaks += text.readBreak()
    }
    return { breaks, indent: indent === 0 ? Math.max(deepest, this.around + 1, 1) : indent }
  }
}
