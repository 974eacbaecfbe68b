import type { Answer, CommandIo, CommandRun } from '../base/command'
import { matchesPattern } from './file-patterns'
import { runPipeline } from './pipeline'
import type { ShellState } from './program'
import { PROGRAMS, unknownProgram } from './program-list'
import { openRedirects } from './redirects'
import { parseScript } from './shell-grammar'
import { changedIo, type ShellIo } from './shell-io'
import { LoopJump, ShellExit } from './shell-jumps'
import { Budget, longer, MAX_DEPTH } from './shell-limits'
import type { Command, Script, SimpleCommand } from './shell-script'
import { ShellSyntaxError, type Word } from './shell-words'
import { type ExpansionContext, expandText, expandWord } from './word-expansion'

/** Runs a typed line. Never throws: what goes wrong is printed, the answer is the exit code. */
export function* runLine(line: string, state: ShellState, io: CommandIo): CommandRun {
  const run = new ShellRun(state, new Budget(io.now()))
  try {
    state.lastExit = yield* run.script(parseScript(line), changedIo(io, {}))
  } catch (error) {
    if (error instanceof ShellSyntaxError) {
      io.err(`${error.message}\n`)
      state.lastExit = 2
    } else if (error instanceof LoopJump) {
      state.lastExit = 0
    } else if (error instanceof ShellExit) {
      state.lastExit = error.code
    } else if (error instanceof RangeError) {
      // The stack is full.
      io.err('bash: this line is nested too deeply\n')
      state.lastExit = 2
    } else {
      io.err(`internal error: ${error instanceof Error ? error.message : String(error)}\n`)
      state.lastExit = 70
    }
  }
  return state.lastExit
}

/** kubectl does more than a text tool: so many of them count as one of it. */
const KUBECTL_WEIGHT = 5

const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/

/** One line being carried out. */
export class ShellRun {
  constructor(
    readonly state: ShellState,
    readonly budget: Budget,
  ) {}

  *script(script: Script, io: ShellIo): CommandRun {
    let code = 0
    for (const { when, negated, pipeline } of script) {
      if ((when === 'success' && code !== 0) || (when === 'failure' && code === 0)) continue
      if (this.budget.step(io.now())) yield { delay: 1 }
      const codes = yield* runPipeline(pipeline, this, io)
      code = codes.at(-1) ?? 0
      this.state.pipeStatus = codes
      if (negated) code = code === 0 ? 1 : 0
      this.state.lastExit = code
    }
    return code
  }

  *command(command: Command, io: ShellIo): CommandRun {
    const opened = yield* openRedirects(command.redirects, this, io)
    if (opened === undefined) return 1
    try {
      return yield* this.body(command, opened.io)
    } finally {
      opened.close()
    }
  }

  /** Words and values of a command, before it is run. */
  *expanded({ words }: SimpleCommand, io: ShellIo): Answer<{ words: string[]; assignments: Map<string, string> }> {
    const assignments = new Map<string, string>()
    const context: ExpansionContext = {
      ...this.context(io),
      variable: name => assignments.get(name) ?? this.variable(name),
    }
    let rest = words
    for (;;) {
      const [first] = rest
      const start = first?.[0]
      const match = start?.type === 'text' && !start.quoted ? ASSIGNMENT.exec(start.text) : null
      if (first === undefined || match === null) break
      const [all, name = '', plus] = match
      const value = (yield* expandText(first, context)).slice(all.length)
      assignments.set(name, plus === '+' ? longer(this.variable(name), value) : value)
      rest = rest.slice(1)
    }
    const expanded: string[] = []
    for (const word of rest) expanded.push(...(yield* expandWord(word, this.context(io))))
    return { words: expanded, assignments }
  }

  /** The text of a word that names a file, or of a here-document. */
  text(word: Word, io: ShellIo): Answer<string> {
    return expandText(word, this.context(io))
  }

  *words(words: readonly string[], io: CommandIo, depth = 0): CommandRun {
    const [name = '', ...args] = words
    if (depth > MAX_DEPTH) {
      io.err(`bash: ${name}: too many levels\n`)
      return 1
    }
    if (this.budget.step(io.now(), name === 'kubectl' ? KUBECTL_WEIGHT : 1)) yield { delay: 1 }
    const alias = this.state.aliases.get(name)
    if (alias !== undefined && depth === 0) return yield* this.words([...aliasWords(alias), ...args], io, depth + 1)
    const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined
    if (program === undefined) return unknownProgram(words, this.state, io)
    const run = (inner: readonly string[], innerIo: CommandIo) => this.words(inner, innerIo, depth + 1)
    const runLine = (line: string, innerIo: CommandIo) => this.script(parseScript(line), changedIo(innerIo, {}))
    return yield* program(args, { io, shell: this.state, run, runLine })
  }

  private *body(command: Command, io: ShellIo): CommandRun {
    switch (command.type) {
      case 'simple':
        return yield* this.simple(command, io)
      case 'group':
        return yield* this.script(command.body, io)
      case 'if':
        for (const { condition, body } of command.branches)
          if ((yield* this.script(condition, io)) === 0) return yield* this.script(body, io)
        return yield* this.script(command.otherwise, io)
      case 'case':
        return yield* this.selection(command, io)
      case 'for':
        return yield* this.forLoop(command, io)
      case 'while': {
        let code = 0
        while (((yield* this.script(command.condition, io)) === 0) !== command.until) {
          const turn = yield* this.turn(command.body, io)
          code = turn.code
          if (turn.ends) break
        }
        return code
      }
    }
  }

  private *selection({ word, branches }: Extract<Command, { type: 'case' }>, io: ShellIo): CommandRun {
    const subject = yield* this.text(word, io)
    for (const { patterns, body } of branches) {
      for (const pattern of patterns)
        if (matchesPattern(yield* this.text(pattern, io), subject, true)) return yield* this.script(body, io)
    }
    return 0
  }

  private *forLoop({ variable, words, body }: Extract<Command, { type: 'for' }>, io: ShellIo): CommandRun {
    let code = 0
    for (const word of words) {
      for (const value of yield* expandWord(word, this.context(io))) {
        this.state.variables.set(variable, value)
        const turn = yield* this.turn(body, io)
        code = turn.code
        if (turn.ends) return code
      }
    }
    return code
  }

  /** One turn of a loop; `ends` after a `break`. */
  private *turn(body: Script, io: ShellIo): Answer<{ code: number; ends: boolean }> {
    try {
      return { code: yield* this.script(body, io), ends: false }
    } catch (error) {
      if (!(error instanceof LoopJump)) throw error
      return { code: 0, ends: error.to === 'end' }
    }
  }

  private *simple(command: SimpleCommand, io: ShellIo): CommandRun {
    const { words, assignments } = yield* this.expanded(command, io)
    const { variables } = this.state
    if (words.length === 0) {
      for (const [name, value] of assignments) variables.set(name, value)
      return 0
    }
    const before = new Map([...assignments.keys()].map(name => [name, variables.get(name)]))
    for (const [name, value] of assignments) variables.set(name, value)
    try {
      return yield* this.words(words, io)
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) variables.delete(name)
        else variables.set(name, value)
      }
    }
  }

  private context(io: ShellIo): ExpansionContext {
    return { io, variable: name => this.variable(name), outputOf: line => this.outputOf(line, io) }
  }

  private variable(name: string): string {
    if (name === '?') return String(this.state.lastExit)
    const [, array = name, place = '0'] = /^(\w+)\[(.+)\]$/.exec(name) ?? []
    if (array !== 'PIPESTATUS')
      return place === '0' || /[@*]/.test(place) ? (this.state.variables.get(array) ?? '') : ''
    const codes = this.state.pipeStatus
    return /[@*]/.test(place) ? codes.join(' ') : String(codes[Number(place)] ?? '')
  }

  private *outputOf(line: string, io: ShellIo): Answer<string> {
    if (this.budget.depth >= MAX_DEPTH) throw new ShellSyntaxError('bash: commands within commands go too deep')
    this.budget.depth += 1
    let text = ''
    const out = (piece: string) => {
      text = longer(text, piece)
    }
    yield* this.script(parseScript(line), changedIo(io, { out }))
    this.budget.depth -= 1
    return text.replace(/\n+$/, '')
  }
}

/** An alias may hold quotes: `alias kg='kubectl get'`. */
const aliasWords = (alias: string) => alias.trim().split(/\s+/)
