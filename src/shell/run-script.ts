import type { CommandIo, CommandRun, CommandWait } from '../base/command'
import { matchingFiles } from './file-patterns'
import { withStdin, worksLineByLine } from './pipes'
import type { ShellState } from './program'
import { PROGRAMS, unknownProgram } from './program-list'
import { type Command, parseScript, type Redirect, type Script } from './shell-grammar'
import { ShellSyntaxError, type Word } from './shell-words'

const MAX_STEPS = 10_000
const MAX_DEPTH = 20
/** After so many commands a line lets the page have its turn. */
const STEPS_AT_ONCE = 50
/** Characters that a word, a pipe or a file may hold. */
const MAX_TEXT = 8_000_000

/** Counts what one typed line may do, so that nothing runs without end. */
interface Budget {
  steps: number
  depth: number
}

/** Runs a typed line. Never throws: what goes wrong is printed, the answer is the exit code. */
export function* runLine(line: string, state: ShellState, io: CommandIo): CommandRun {
  try {
    state.lastExit = yield* runScript(parseScript(line), state, io, { steps: 0, depth: 0 })
  } catch (error) {
    if (error instanceof ShellSyntaxError) {
      io.err(`${error.message}\n`)
      state.lastExit = 2
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

function* runScript(script: Script, state: ShellState, io: CommandIo, budget: Budget): CommandRun {
  let code = 0
  for (const { when, pipeline } of script) {
    if ((when === 'success' && code !== 0) || (when === 'failure' && code === 0)) continue
    budget.steps += 1
    if (budget.steps % STEPS_AT_ONCE === 0) yield { delay: 1 }
    if (budget.steps > MAX_STEPS) throw new ShellSyntaxError('bash: too many commands in one line')
    code = yield* runPipeline(pipeline, state, io, budget)
    state.lastExit = code
  }
  return code
}

function* runPipeline(pipeline: readonly Command[], state: ShellState, io: CommandIo, budget: Budget): CommandRun {
  const [first, ...rest] = pipeline
  if (first === undefined) return 0
  if (rest.length === 0) return yield* runCommand(first, state, io, budget)
  let piped = ''
  const stage: CommandIo = {
    ...withStdin(io, io.stdin),
    out: text => {
      piped = longer(piped, text)
    },
  }
  const source = runCommand(first, state, stage, budget)
  const flows = rest.every(worksLineByLine)
  try {
    for (let step = source.next(); step.done !== true; step = source.next()) {
      // What a watch has printed so far goes through the filters before it waits on.
      if (flows && piped !== '') {
        const lines = piped
        piped = ''
        yield* runPipeline(rest, state, withStdin(io, lines), budget)
      }
      yield step.value
    }
  } finally {
    source.return(130)
  }
  return yield* runPipeline(rest, state, withStdin(io, piped), budget)
}

function* runCommand(command: Command, state: ShellState, io: CommandIo, budget: Budget): CommandRun {
  const files = new Map<string, string>()
  const redirected = yield* redirect(command.redirects, files, state, io, budget)
  if (redirected === undefined) return 1
  const code =
    command.type === 'for'
      ? yield* runFor(command, state, redirected, budget)
      : yield* runSimple(command.words, state, redirected, budget)
  for (const [name, text] of files) if (name !== '/dev/null') io.writeFile(name, text)
  return code
}

function* redirect(
  redirects: readonly Redirect[],
  files: Map<string, string>,
  state: ShellState,
  io: CommandIo,
  budget: Budget,
): Generator<CommandWait, CommandIo | undefined, void> {
  let result = io
  for (const each of redirects) {
    const before = result
    if (each.type === 'errors-to-output') {
      result = { ...withStdin(before, before.stdin), err: text => before.out(text) }
      continue
    }
    if (each.type === 'text') {
      result = withStdin(before, yield* expandText(each.text, state, io, budget))
      continue
    }
    const [name = ''] = yield* expandWord(each.file, state, io, budget)
    if (each.type === 'from') {
      const text = name === '/dev/null' ? '' : io.readFile(name)
      if (text === undefined) {
        io.err(`bash: ${name}: No such file or directory\n`)
        return undefined
      }
      result = withStdin(before, text)
      continue
    }
    files.set(name, each.type === 'append' ? (io.readFile(name) ?? '') : '')
    const write = (text: string) => {
      files.set(name, longer(files.get(name) ?? '', text))
    }
    result = { ...withStdin(before, before.stdin), ...(each.type === 'errors-to' ? { err: write } : { out: write }) }
  }
  return result
}

function* runFor(
  { variable, words, body }: Extract<Command, { type: 'for' }>,
  state: ShellState,
  io: CommandIo,
  budget: Budget,
): CommandRun {
  let code = 0
  for (const word of words) {
    for (const value of yield* expandWord(word, state, io, budget)) {
      state.variables.set(variable, value)
      code = yield* runScript(body, state, io, budget)
    }
  }
  return code
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=/

function* runSimple(words: readonly Word[], state: ShellState, io: CommandIo, budget: Budget): CommandRun {
  const assignments = new Map<string, string>()
  let rest = words
  for (;;) {
    const [first] = rest
    const start = first?.[0]
    const match = start?.type === 'text' && !start.quoted ? ASSIGNMENT.exec(start.text) : null
    if (first === undefined || match === null) break
    const text = yield* expandText(first, state, io, budget)
    assignments.set(match[1] ?? '', text.slice(match[0].length))
    rest = rest.slice(1)
  }
  const expanded: string[] = []
  for (const word of rest) expanded.push(...(yield* expandWord(word, state, io, budget)))
  if (expanded.length === 0) {
    for (const [name, value] of assignments) state.variables.set(name, value)
    return 0
  }
  const before = new Map([...assignments.keys()].map(name => [name, state.variables.get(name)]))
  for (const [name, value] of assignments) state.variables.set(name, value)
  try {
    return yield* runWords(expanded, state, io)
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) state.variables.delete(name)
      else state.variables.set(name, value)
    }
  }
}

/** Runs one program with its words. */
export function* runWords(words: readonly string[], state: ShellState, io: CommandIo, depth = 0): CommandRun {
  const [name = '', ...args] = words
  if (depth > MAX_DEPTH) {
    io.err(`bash: ${name}: too many levels\n`)
    return 1
  }
  const alias = state.aliases.get(name)
  if (alias !== undefined && depth === 0) return yield* runWords([...alias.split(/\s+/), ...args], state, io, depth + 1)
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined
  if (program === undefined) return unknownProgram(name, io)
  return yield* program(args, { io, shell: state, run: (inner, innerIo) => runWords(inner, state, innerIo, depth + 1) })
}

function* expandText(
  word: Word,
  state: ShellState,
  io: CommandIo,
  budget: Budget,
): Generator<CommandWait, string, void> {
  let text = ''
  for (const part of word) {
    if (part.type === 'text') text = longer(text, part.text)
    else if (part.type === 'variable') text = longer(text, variable(part.name, state))
    else text = longer(text, yield* outputOf(part.line, state, io, budget))
  }
  return text
}

function variable(name: string, state: ShellState): string {
  return name === '?' ? String(state.lastExit) : (state.variables.get(name) ?? '')
}

function* outputOf(
  line: string,
  state: ShellState,
  io: CommandIo,
  budget: Budget,
): Generator<CommandWait, string, void> {
  if (budget.depth >= MAX_DEPTH) throw new ShellSyntaxError('bash: commands within commands go too deep')
  budget.depth += 1
  let text = ''
  const inner: CommandIo = {
    ...withStdin(io, undefined),
    out: piece => {
      text = longer(text, piece)
    },
  }
  yield* runScript(parseScript(line), state, inner, budget)
  budget.depth -= 1
  return text.replace(/\n+$/, '')
}

/** The words that a word becomes: unquoted expansions are split at white space, `*` and `?` stand for file names. */
function* expandWord(
  word: Word,
  state: ShellState,
  io: CommandIo,
  budget: Budget,
): Generator<CommandWait, string[], void> {
  let words: string[] = ['']
  let any = false
  let pattern = false
  for (const part of word) {
    const text = part.type === 'text' ? part.text : yield* expandText([part], state, io, budget)
    if (part.quoted || part.type === 'text') {
      any = any || part.quoted || text !== ''
      pattern = pattern || (!part.quoted && /[*?]/.test(text))
      words[words.length - 1] += text
      continue
    }
    const pieces = text.split(/\s+/)
    any = any || pieces.some(piece => piece !== '')
    words[words.length - 1] += pieces[0] ?? ''
    words.push(...pieces.slice(1))
  }
  if (!any) return []
  words = words.filter((each, index) => each !== '' || index === 0)
  return pattern ? words.flatMap(each => matchingFiles(each, io)) : words
}

function longer(text: string, piece: string): string {
  if (text.length + piece.length > MAX_TEXT)
    throw new ShellSyntaxError('bash: cannot allocate memory: the text is too long')
  return text + piece
}
