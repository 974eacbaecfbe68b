import type { Answer } from '../base/command'
import { filterOf } from './program-list'
import { openRedirects } from './redirects'
import type { ShellRun } from './run-script'
import { changedIo, type ShellIo } from './shell-io'
import { longer } from './shell-limits'
import type { Command } from './shell-script'
import { guarded } from './tool-error'

/** The rest of a pipe, as what stands before it sees it. */
interface Sink {
  write(text: string): void
  /** It takes no more. */
  readonly full: boolean
  /** Nothing more comes: what is left is carried out; answers the exit codes of its commands. */
  finish(): Answer<readonly number[]>
}

/** What a program gets when nobody reads what it writes any more. */
const BROKEN_PIPE = 141

/**
 * Runs commands that are joined by pipes: filters print as soon as something comes, so that a watch can be filtered. Answers
 * the exit code of each.
 */
export function* runPipeline(pipeline: readonly Command[], run: ShellRun, io: ShellIo): Answer<readonly number[]> {
  const [first, ...rest] = pipeline
  if (first === undefined) return [0]
  if (rest.length === 0) return [yield* run.command(first, io)]
  const sink = yield* openSink(rest, run, io)
  const source = run.command(first, changedIo(io, { out: text => sink.write(text) }))
  let code = BROKEN_PIPE
  try {
    for (;;) {
      const step = source.next()
      if (step.done === true) {
        code = step.value
        break
      }
      if (sink.full) break
      yield step.value
    }
  } finally {
    source.return(BROKEN_PIPE)
  }
  return [code, ...(yield* sink.finish())]
}

function* openSink([command, ...rest]: readonly Command[], run: ShellRun, io: ShellIo): Answer<Sink> {
  if (command === undefined) return { write: text => io.out(text), full: false, finish: nothing }
  const next = rest.length === 0 ? undefined : yield* openSink(rest, run, io)
  const out = next === undefined ? (text: string) => io.out(text) : (text: string) => next.write(text)
  const stageIo = changedIo(io, { out, input: { text: '' } })
  return (yield* openFilter(command, next, run, stageIo)) ?? waitingSink(command, next, run, stageIo)
}

// biome-ignore lint/correctness/useYield: there is nothing to wait for
function* nothing(): Answer<readonly number[]> {
  return []
}

/** A command that starts when its whole input is there. */
function waitingSink(command: Command, next: Sink | undefined, run: ShellRun, io: ShellIo): Sink {
  let input = ''
  return {
    full: false,
    write(text) {
      input = longer(input, text)
    },
    *finish() {
      const code = yield* run.command(command, changedIo(io, { input: { text: input } }))
      return [code, ...(next === undefined ? [] : yield* next.finish())]
    },
  }
}

/** A command that works while its input comes; undefined when it is none of those. */
function* openFilter(command: Command, next: Sink | undefined, run: ShellRun, io: ShellIo): Answer<Sink | undefined> {
  if (command.type !== 'simple') return undefined
  if (command.redirects.some(({ type }) => type === 'from' || type === 'text')) return undefined
  const [name] = command.words
  const [start] = name ?? []
  if (start?.type !== 'text' || filterOf(start.text) === undefined) return undefined
  const { words, assignments } = yield* run.expanded(command, io)
  const [program = '', ...args] = words
  const filter = filterOf(program)
  if (filter === undefined || assignments.size > 0) return undefined
  const opened = yield* openRedirects(command.redirects, run, io)
  if (opened === undefined) return refusing(1, next)
  const started = filter.start(args, opened.io)
  if (typeof started === 'number') {
    opened.close()
    return refusing(started, next)
  }
  // It reads files: what is piped in does not matter.
  if (started.files.length > 0) return undefined
  let failed: number | undefined
  return {
    get full() {
      return failed !== undefined || started.filter.full === true || next?.full === true
    },
    write(text) {
      if (failed !== undefined || started.filter.full === true) return
      const code = guarded(program, opened.io, 2, () => started.filter.take(text))
      if (code !== undefined) failed = code as number
    },
    *finish() {
      const code = failed ?? guarded(program, opened.io, 2, () => started.filter.end())
      opened.close()
      return [code, ...(next === undefined ? [] : yield* next.finish())]
    },
  }
}

/** A command that did not start: nobody reads what comes. */
function refusing(code: number, next: Sink | undefined): Sink {
  return {
    full: true,
    write() {},
    *finish() {
      return [code, ...(next === undefined ? [] : yield* next.finish())]
    },
  }
}
