import { linesOf, readInputs, textProgram } from '../program'
import { compilePattern, PatternError } from './pattern'

/** grep with -A -B -C -c -E -F -i -n -o -q -v -w -e. */
export const grep = textProgram((args, input, io) => {
  const options = new Set<string>()
  const numbers = new Map<string, number>()
  const patterns: string[] = []
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    const counted = /^-([ABC])(\d+)?$/.exec(word)
    if (counted !== null) numbers.set(counted[1] ?? '', Number(counted[2] ?? args[++i] ?? '0'))
    else if (word === '-e') patterns.push(args[++i] ?? '')
    else if (/^--?(color|colour)(=\w+)?$/.test(word)) continue
    else if (/^-[a-zA-Z]+$/.test(word)) for (const letter of word.slice(1)) options.add(letter)
    else rest.push(word)
  }
  if (patterns.length === 0) {
    const pattern = rest.shift()
    if (pattern === undefined) {
      io.err("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n")
      return 2
    }
    patterns.push(...pattern.split('\n'))
  }
  let matcher: RegExp
  try {
    matcher = matcherOf(patterns, options)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    io.err(`grep: ${error.message}\n`)
    return 2
  }
  const text = readInputs('grep', rest, input, io)
  if (text === undefined) return 2
  const lines = linesOf(text)
  const hits = lines.flatMap((line, index) => (matcher.test(line) !== options.has('v') ? [index] : []))
  if (options.has('q')) return hits.length > 0 ? 0 : 1
  if (options.has('c')) io.out(`${hits.length}\n`)
  else io.out(report(lines, hits, options, numbers, matcher))
  return hits.length > 0 ? 0 : 1
})

function matcherOf(patterns: readonly string[], options: ReadonlySet<string>): RegExp {
  const sources = patterns.map(pattern => {
    if (options.has('F')) return pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return options.has('E') || options.has('P') ? pattern : basicPattern(pattern)
  })
  const source = sources
    .map(each => (options.has('w') ? `\\b(?:${each})\\b` : options.has('x') ? `^(?:${each})$` : each))
    .join('|')
  return compilePattern(source, options.has('i') ? 'i' : '')
}

/** A basic regular expression as JavaScript writes it: `\|`, `\(` and `\+` are the operators there. */
export function basicPattern(pattern: string): string {
  return pattern
    .replace(/\\[|(){}+?]|[|(){}+?]|\\[<>]|\[\[:(\w+):\]\]/g, (match, name: string | undefined) => {
      if (name !== undefined) return CLASSES[name] ?? match
      if (match === '\\<' || match === '\\>') return '\\b'
      return match.startsWith('\\') ? match.slice(1) : `\\${match}`
    })
    .replace(/^\*/, '\\*')
}

const CLASSES: Readonly<Record<string, string>> = {
  space: '\\s',
  digit: '\\d',
  alpha: '[A-Za-z]',
  alnum: '[A-Za-z0-9]',
  upper: '[A-Z]',
  lower: '[a-z]',
}

function report(
  lines: readonly string[],
  hits: readonly number[],
  options: ReadonlySet<string>,
  numbers: ReadonlyMap<string, number>,
  matcher: RegExp,
): string {
  const label = (index: number, mark: string) => (options.has('n') ? `${index + 1}${mark}` : '')
  if (options.has('o')) {
    const all = new RegExp(matcher.source, `${matcher.flags}g`)
    return hits
      .flatMap(index => [...(lines[index] ?? '').matchAll(all)].map(match => `${label(index, ':')}${match[0]}\n`))
      .join('')
  }
  const after = numbers.get('A') ?? numbers.get('C') ?? 0
  const before = numbers.get('B') ?? numbers.get('C') ?? 0
  let text = ''
  let printed = -1
  for (const hit of hits) {
    const from = Math.max(printed + 1, hit - before)
    if ((after > 0 || before > 0) && printed >= 0 && from > printed + 1) text += '--\n'
    for (let i = from; i < hit; i++) text += `${label(i, '-')}${lines[i] ?? ''}\n`
    if (hit > printed) text += `${label(hit, ':')}${lines[hit] ?? ''}\n`
    printed = Math.max(printed, hit)
    const next = hits.find(other => other > hit) ?? lines.length
    for (let i = hit + 1; i <= hit + after && i < lines.length && i < next; i++) {
      text += `${label(i, '-')}${lines[i] ?? ''}\n`
      printed = i
    }
  }
  return text
}
