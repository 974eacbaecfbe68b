import type { FileTree } from './file-tree'

/** What a process in a container sees of the world. */
export interface ContainerHost {
  readonly hostname: string
  readonly env: ReadonlyMap<string, string>
  readonly files: FileTree
  /** What runs as process 1, for `ps`. */
  readonly mainCommand: readonly string[]
}

/** Text that a process printed, and when (Unix milliseconds). */
export interface Chunk {
  readonly at: number
  readonly text: string
  readonly isError?: boolean
}

/** A process as it goes on: what it prints, in order; its exit code at the end. It may never end. */
export type Process = Generator<Chunk, number>

/** One run of a program: its words, its input and the state that it may change. */
export interface ProgramRun {
  readonly args: readonly string[]
  readonly host: ContainerHost
  readonly env: Map<string, string>
  readonly stdin: string
  /** Virtual time passes by putting it forward; Infinity is for ever. */
  readonly clock: { now: number }
}

export type Program = (run: ProgramRun) => { readonly out?: string; readonly err?: string; readonly code?: number }
