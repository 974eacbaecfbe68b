import { linesOf, readInputs, textProgram } from '../program'
import { basicPattern } from './grep'
import { compilePattern, PatternError } from './pattern'

/** One command of a sed script: where it works, and what it does. */
interface SedCommand {
  readonly from?: Address
  readonly to?: Address
  readonly action:
    | { readonly type: 's'; readonly pattern: RegExp; readonly replacement: string; readonly print: boolean }
    | { readonly type: 'd' | 'p' | 'q' }
    | { readonly type: 'y' | 'i' | 'a' | 'c'; readonly text: string }
}

type Address = { readonly line: number } | { readonly last: true } | { readonly pattern: RegExp }

class SedError extends Error {}

/** sed with s///, d, p, q, i, a, c, addresses, -n, -i, -e, -E. */
export const sed = textProgram((args, input, io) => {
  let quiet = false
  let inPlace = false
  let extended = false
  const scripts: string[] = []
  const files: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    if (word === '-e' || word === '--expression') scripts.push(args[++i] ?? '')
    else if (word === '-i' || word.startsWith('-i.') || word === '--in-place') inPlace = true
    else if (/^-[nEri]+$/.test(word)) {
      quiet ||= word.includes('n')
      extended ||= /[Er]/.test(word)
      inPlace ||= word.includes('i')
    } else files.push(word)
  }
  if (scripts.length === 0) {
    const script = files.shift()
    if (script === undefined) {
      io.err('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n')
      return 1
    }
    scripts.push(script)
  }
  try {
    const commands = parse(scripts.join('\n'), extended)
    if (inPlace) {
      for (const file of files) {
        const text = io.readFile(file)
        if (text === undefined) {
          io.err(`sed: can't read ${file}: No such file or directory\n`)
          return 2
        }
        io.writeFile(file, transform(text, commands, quiet))
      }
      return 0
    }
    const text = readInputs("sed: can't read", files, input, io)
    if (text === undefined) return 2
    io.out(transform(text, commands, quiet))
    return 0
  } catch (error) {
    if (!(error instanceof SedError)) throw error
    io.err(`sed: -e expression #1, char 1: ${error.message}\n`)
    return 1
  }
})

function parse(script: string, extended: boolean): SedCommand[] {
  const commands: SedCommand[] = []
  let rest = script
  for (;;) {
    rest = rest.replace(/^[\s;]+/, '')
    if (rest === '') return commands
    const first = address(rest, extended)
    rest = first.rest
    let second: { address?: Address; rest: string } = { rest }
    if (rest.startsWith(',')) {
      second = address(rest.slice(1), extended)
      rest = second.rest
    }
    const { action, rest: after } = actionOf(rest.trimStart(), extended)
    rest = after
    commands.push({
      ...(first.address === undefined ? {} : { from: first.address }),
      ...(second.address === undefined ? {} : { to: second.address }),
      action,
    })
  }
}

function address(text: string, extended: boolean): { address?: Address; rest: string } {
  const number = /^\d+/.exec(text)
  if (number !== null) return { address: { line: Number(number[0]) }, rest: text.slice(number[0].length) }
  if (text.startsWith('$')) return { address: { last: true }, rest: text.slice(1) }
  if (!text.startsWith('/')) return { rest: text }
  const [pattern = '', rest] = untilDelimiter(text.slice(1), '/')
  return { address: { pattern: regExp(pattern, extended, '') }, rest }
}

function untilDelimiter(text: string, delimiter: string): [string, string] {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (character === '\\' && i + 1 < text.length) {
      out += text.charAt(i + 1) === delimiter ? delimiter : `\\${text.charAt(i + 1)}`
      i += 1
    } else if (character === delimiter) return [out, text.slice(i + 1)]
    else out += character
  }
  throw new SedError("unterminated `s' command")
}

function regExp(pattern: string, extended: boolean, flags: string): RegExp {
  try {
    return compilePattern(extended ? pattern : basicPattern(pattern), flags)
  } catch (error) {
    throw error instanceof PatternError ? new SedError(error.message) : error
  }
}

function actionOf(text: string, extended: boolean): { action: SedCommand['action']; rest: string } {
  const letter = text.charAt(0)
  if (letter === 's') {
    const delimiter = text.charAt(1)
    const [pattern, afterPattern] = untilDelimiter(text.slice(2), delimiter)
    const [replacement, afterReplacement] = untilDelimiter(afterPattern, delimiter)
    const flags = /^[gipI\d]*/.exec(afterReplacement)?.[0] ?? ''
    const jsFlags = `${flags.includes('g') ? 'g' : ''}${/[iI]/.test(flags) ? 'i' : ''}`
    return {
      action: { type: 's', pattern: regExp(pattern, extended, jsFlags), replacement, print: flags.includes('p') },
      rest: afterReplacement.slice(flags.length),
    }
  }
  if (letter === 'd' || letter === 'p' || letter === 'q') return { action: { type: letter }, rest: text.slice(1) }
  if (letter === 'i' || letter === 'a' || letter === 'c') {
    const end = text.indexOf('\n')
    const body = text.slice(1, end < 0 ? undefined : end).replace(/^\\?\s*/, '')
    return { action: { type: letter, text: body }, rest: end < 0 ? '' : text.slice(end) }
  }
  throw new SedError(`unknown command: \`${letter}'`)
}

function transform(text: string, commands: readonly SedCommand[], quiet: boolean): string {
  const lines = linesOf(text)
  const inRange = new Map<SedCommand, boolean>()
  let out = ''
  for (const [index, original] of lines.entries()) {
    let line = original
    let deleted = false
    let after = ''
    let quit = false
    for (const command of commands) {
      if (!applies(command, line, index, lines.length, inRange)) continue
      const { action } = command
      if (action.type === 'd') {
        deleted = true
        break
      }
      if (action.type === 'p') out += `${line}\n`
      else if (action.type === 'q') quit = true
      else if (action.type === 'i') out += `${action.text}\n`
      else if (action.type === 'a') after += `${action.text}\n`
      else if (action.type === 'c') line = action.text
      else if (action.type === 's') {
        const replaced = substitute(line, action.pattern, action.replacement)
        if (action.print && replaced !== line) out += `${replaced}\n`
        line = replaced
      }
    }
    if (!deleted && !quiet) out += `${line}\n`
    out += after
    if (quit) break
  }
  return text.endsWith('\n') || out === '' ? out : out.slice(0, -1)
}

function substitute(line: string, pattern: RegExp, replacement: string): string {
  return line.replace(pattern, (match, ...groups: unknown[]) =>
    replacement.replace(/\\(\d|n|t|.)|&/g, (whole, escaped: string | undefined) => {
      if (whole === '&') return match
      if (escaped === 'n') return '\n'
      if (escaped === 't') return '\t'
      return escaped !== undefined && /\d/.test(escaped)
        ? String(escaped === '0' ? match : (groups[Number(escaped) - 1] ?? ''))
        : (escaped ?? '')
    }),
  )
}

function applies(
  command: SedCommand,
  line: string,
  index: number,
  count: number,
  inRange: Map<SedCommand, boolean>,
): boolean {
  const { from, to } = command
  if (from === undefined) return true
  const hits = (address: Address) =>
    'line' in address
      ? address.line === index + 1
      : 'last' in address
        ? index === count - 1
        : address.pattern.test(line)
  if (to === undefined) return hits(from)
  if (inRange.get(command) === true) {
    const past = 'line' in to && index + 1 >= to.line
    if (past || hits(to)) inRange.set(command, false)
    return !('line' in to && index + 1 > to.line)
  }
  if (!hits(from)) return false
  inRange.set(command, !('line' in to && to.line <= index + 1))
  return true
}
