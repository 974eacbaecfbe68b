import type { CommandIo } from '../base/command'
import { immediateProgram, type Program, type ProgramContext } from './program'
import { guarded } from './tool-error'

/** A text tool that works while its input comes in: what stands before it in the pipe may go on for ever. */
export interface TextFilter {
  /** A piece of the input, cut anywhere. */
  take(text: string): void
  /** The input is over; answers the exit code. */
  end(): number
  /** It wants no more: what stands before it is stopped. */
  readonly full?: boolean
  /** The text that follows is that of the named file. */
  beginFile?(name: string): void
}

/** A filter that was started, and the files it reads; without files it reads what is piped into it. */
export interface StartedFilter {
  readonly filter: TextFilter
  readonly files: readonly string[]
  /** False for one that prints something without being given any. */
  readonly needsInput?: boolean
  /** Missing files are not complained of. */
  readonly silent?: boolean
}

/** Reads the words of a tool. A number is the exit code of one that is done already (it has complained). */
export type FilterStart = (args: readonly string[], io: CommandIo) => StartedFilter | number

/** A program that is a filter: in a pipe its input is handed to it as it comes. */
export interface FilterProgram {
  (...given: Parameters<Program>): ReturnType<Program>
  readonly start: FilterStart
}

/** `complaintCode` is that of words it cannot read, `missingCode` that of files which are not there. */
export function filterProgram(
  name: string,
  start: FilterStart,
  complaintCode = 1,
  missingCode = complaintCode,
): FilterProgram {
  const careful: FilterStart = (args, io) => guarded(name, io, complaintCode, () => start(args, io))
  const program: Program = immediateProgram((args, { io }: ProgramContext) => {
    const started = careful(args, io)
    if (typeof started === 'number') return started
    const { filter, files } = started
    return guarded(name, io, complaintCode, () => {
      const read =
        started.needsInput === false ||
        (files.length === 0 ? takeStdin(name, filter, io) : takeFiles(name, started, io))
      const code = filter.end()
      return read ? code : Math.max(code, missingCode)
    })
  })
  return Object.assign(program, { start: careful })
}

function takeStdin(name: string, filter: TextFilter, io: CommandIo): boolean {
  if (io.stdin === undefined) return noInput(name, io)
  filter.take(io.stdin)
  return true
}

/** In a real terminal the tool would now wait for the keyboard. */
export function noInput(name: string, io: CommandIo): false {
  io.err(`${name}: nothing to read. Give it a file, or put it behind a pipe: kubectl get pods | ${name} …\n`)
  return false
}

function takeFiles(name: string, { filter, files, silent = false }: StartedFilter, io: CommandIo): boolean {
  let read = true
  for (const file of files) {
    if (filter.full === true) break
    const text = file === '-' ? (io.stdin ?? '') : io.readFile(fileName(file))
    if (text === undefined) {
      if (!silent) io.err(`${name}: ${missing(name, file)}\n`)
      read = false
      continue
    }
    filter.beginFile?.(file)
    filter.take(text)
  }
  return read
}

function missing(name: string, file: string): string {
  const what = 'No such file or directory'
  if (name === 'sed') return `can't read ${file}: ${what}`
  if (name === 'awk') return `cannot open ${file} (${what})`
  return name === 'head' || name === 'tail' ? `cannot open '${file}' for reading: ${what}` : `${file}: ${what}`
}

/** Files stand side by side, whatever way leads to them. */
export const fileName = (file: string) => file.replace(/^(?:\.\/|~\/|\/home\/user\/)+/, '')

/** Cuts what comes in into lines; `line` hears each without its end, and whether it had one. */
export class LineCutter {
  private rest = ''

  constructor(private readonly line: (line: string, ended: boolean) => void) {}

  take(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.line(line, true)
  }

  end(): void {
    if (this.rest !== '') this.line(this.rest, false)
    this.rest = ''
  }
}

/** A filter that does something with each line. */
export function lineFilter(line: (line: string, ended: boolean) => void, end: () => number = () => 0): TextFilter {
  const cutter = new LineCutter(line)
  return {
    take: text => cutter.take(text),
    end() {
      cutter.end()
      return end()
    },
  }
}
