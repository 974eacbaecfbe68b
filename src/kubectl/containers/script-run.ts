import { ArithmeticError, arithmeticValue } from '../../base/shell-arithmetic'
import type { ContainerHost, Process } from './container-process'
import { PROGRAMS } from './programs'
import { closingBracket, parseScript, type Script, ScriptError, type Word } from './script-parser'

/** Steps without a moment passing: more is a loop that never pauses, and nothing more is known of it. */
const MAX_STEPS = 5000
const MAX_DEPTH = 50

/** Ends the whole script. */
class Exit extends Error {
  constructor(readonly code: number) {
    super()
  }
}
class LoopEnd extends Error {
  constructor(readonly goesOn: boolean) {
    super()
  }
}

/** A command that this playground cannot play. */
export class UnknownProgram extends Error {
  constructor(readonly program: string) {
    super(program)
  }
}

/** Runs a command in a container from `now` (Unix milliseconds) on. Throws UnknownProgram and ScriptError. */
export function* runCommand(argv: readonly string[], host: ContainerHost, now: number): Process {
  const run = new ScriptRun(host, now)
  const script = scriptOf(argv)
  try {
    if (script === undefined) return yield* run.program(argv, '')
    run.positional = script.args
    return yield* run.run(parseScript(script.text), '')
  } catch (error) {
    if (error instanceof Exit) return error.code
    throw error
  }
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash'])

/** The text behind `sh -c`. */
function scriptOf(argv: readonly string[]): { text: string; args: readonly string[] } | undefined {
  const [program = '', ...rest] = argv
  if (!SHELLS.has(nameOf(program))) return undefined
  const at = rest.findIndex(arg => /^-[a-z]*c$/.test(arg))
  const text = rest[at + 1]
  if (at < 0 || text === undefined) throw new UnknownProgram(nameOf(program))
  return { text, args: rest.slice(at + 2) }
}

const nameOf = (program: string) => program.split('/').at(-1) ?? program

class ScriptRun {
  positional: readonly string[] = []
  private readonly env: Map<string, string>
  private readonly clock: { now: number }
  private steps = 0
  private lastTime = 0
  private depth = 0
  private lastCode = 0

  constructor(
    private readonly host: ContainerHost,
    now: number,
  ) {
    this.env = new Map(host.env)
    this.clock = { now }
  }

  *run(script: Script, stdin: string): Process {
    this.countStep()
    switch (script.is) {
      case 'list': {
        let code = 0
        for (const part of script.parts) code = yield* this.run(part, stdin)
        return code
      }
      case 'and':
      case 'or': {
        const code = yield* this.run(script.left, stdin)
        return (code === 0) === (script.is === 'and') ? yield* this.run(script.right, stdin) : code
      }
      case 'pipe':
        return yield* this.pipe(script.parts, stdin)
      case 'if':
        if ((yield* this.run(script.condition, stdin)) === 0) return yield* this.run(script.body, stdin)
        return script.otherwise === undefined ? 0 : yield* this.run(script.otherwise, stdin)
      case 'while':
        while (((yield* this.run(script.condition, stdin)) === 0) !== script.until) {
          if (!(yield* this.loopBody(script.body, stdin))) break
        }
        return 0
      case 'for':
        for (const value of script.values.flatMap(word => this.expand(word))) {
          this.env.set(script.name, value)
          if (!(yield* this.loopBody(script.body, stdin))) break
        }
        return 0
      case 'command':
        return yield* this.command(script, stdin)
    }
  }

  /** False when `break` ended the loop. */
  private *loopBody(body: Script, stdin: string): Generator<{ at: number; text: string }, boolean> {
    try {
      yield* this.run(body, stdin)
      return true
    } catch (error) {
      if (error instanceof LoopEnd) return error.goesOn
      throw error
    }
  }

  private *pipe(parts: readonly Script[], stdin: string): Process {
    let input = stdin
    for (const part of parts.slice(0, -1)) input = this.capture(part, input)
    const last = parts.at(-1)
    return last === undefined ? 0 : yield* this.run(last, input)
  }

  private *command(script: Extract<Script, { is: 'command' }>, stdin: string): Process {
    for (const { name, value } of script.assigns) this.env.set(name, this.expand(value).join(' '))
    const words = script.words.flatMap(word => this.expand(word))
    if (words.length === 0) return 0
    this.lastCode = yield* this.program(words, stdin)
    return this.lastCode
  }

  *program(words: readonly string[], stdin: string): Process {
    const [first = '', ...args] = words
    const name = nameOf(first)
    if (name === 'exit') throw new Exit(Number(args[0] ?? this.lastCode))
    if (name === 'break' || name === 'continue') throw new LoopEnd(name === 'continue')
    if (name === 'exec' || name === 'command' || name === 'nohup') return yield* this.program(args, stdin)
    if (name === '[' || name === 'test') return this.test(args.filter(arg => arg !== ']')) ? 0 : 1
    const script = scriptOf(words)
    if (script !== undefined) return yield* this.run(parseScript(script.text), stdin)
    const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined
    if (program === undefined) throw new UnknownProgram(name)
    const at = this.clock.now
    const { out = '', err = '', code = 0 } = program({ args, host: this.host, env: this.env, stdin, clock: this.clock })
    if (out !== '') yield { at, text: out }
    if (err !== '') yield { at, text: err, isError: true }
    if (this.clock.now === Number.POSITIVE_INFINITY) yield { at: this.clock.now, text: '' }
    return code
  }

  private test(args: readonly string[]): boolean {
    const [a = '', operator = '', b = ''] = args
    if (a === '!') return !this.test(args.slice(1))
    if (a === '-n') return operator !== ''
    if (a === '-z') return operator === ''
    if (a === '-f' || a === '-e')
      return this.host.files.read(operator) !== undefined || this.host.files.isFolder(operator)
    if (a === '-d') return this.host.files.isFolder(operator)
    if (operator === '=' || operator === '==') return a === b
    if (operator === '!=') return a !== b
    const [left, right] = [Number(a), Number(b)]
    const compared = {
      '-eq': left === right,
      '-ne': left !== right,
      '-lt': left < right,
      '-gt': left > right,
      '-le': left <= right,
      '-ge': left >= right,
    }
    return operator === '' ? a !== '' : compared[operator as keyof typeof compared]
  }

  private capture(script: Script, stdin: string): string {
    let text = ''
    for (const chunk of this.run(script, stdin)) {
      if (chunk.at === Number.POSITIVE_INFINITY) break
      if (chunk.isError !== true) text += chunk.text
    }
    return text
  }

  private expand(word: Word): string[] {
    const isQuoted = word.some(piece => piece.quoted === true)
    const text = word.map(piece => (piece.literal === true ? piece.text : this.substitute(piece.text))).join('')
    if (isQuoted) return [text]
    return text.split(/\s+/).filter(part => part !== '')
  }

  private calculated(text: string): number {
    try {
      return arithmeticValue(this.substitute(text), name => this.env.get(name) ?? '0')
    } catch (error) {
      if (error instanceof ArithmeticError) throw new ScriptError(error.message)
      throw error
    }
  }

  /** `$NAME`, `${NAME:-default}`, `$(command)`, backquotes, `$((1 + 2))`. */
  private substitute(text: string): string {
    let result = ''
    let at = 0
    while (at < text.length) {
      const rest = text.slice(at)
      if (rest.startsWith('$((')) {
        const end = closingBracket(text, at + 1)
        result += String(this.calculated(text.slice(at + 3, end - 2)))
        at = end
      } else if (rest.startsWith('$(')) {
        const end = closingBracket(text, at + 1)
        result += this.output(text.slice(at + 2, end - 1))
        at = end
      } else if (rest.startsWith('`')) {
        const end = text.indexOf('`', at + 1)
        if (end < 0) throw new ScriptError('unterminated backquote')
        result += this.output(text.slice(at + 1, end))
        at = end + 1
      } else {
        const variable = /^\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+|[?@*#$]))/.exec(rest)
        if (variable === null) {
          if (rest.startsWith('\\') && /["\\$`]/.test(rest.charAt(1))) at += 1
          result += text.charAt(at)
          at += 1
        } else {
          result += this.variable(variable[1] ?? variable[3] ?? '') || (variable[2] ?? '')
          at += variable[0].length
        }
      }
    }
    return result
  }

  private variable(name: string): string {
    if (name === '?') return String(this.lastCode)
    if (name === '$') return '1'
    if (name === '@' || name === '*') return this.positional.slice(1).join(' ')
    if (/^\d$/.test(name)) return this.positional[Number(name)] ?? ''
    return this.env.get(name) ?? ''
  }

  private output(script: string): string {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new ScriptError('too deep')
    const text = this.capture(parseScript(script), '').replace(/\n+$/, '')
    this.depth -= 1
    return text
  }

  private countStep(): void {
    if (this.clock.now !== this.lastTime) this.steps = 0
    this.lastTime = this.clock.now
    this.steps += 1
    if (this.steps > MAX_STEPS) throw new ScriptError('a loop without a pause')
  }
}
