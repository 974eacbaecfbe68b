import { create } from 'zustand'
import { useSession } from '../../state/session'
import type { Problem } from './server-errors'

interface FileProblems {
  /** What the schema says while typing. */
  readonly schema: readonly Problem[]
  /** What the API server said to the last Apply or Diff. */
  readonly server: readonly Problem[]
}

export interface ProblemsState {
  readonly files: Readonly<Record<string, FileProblems>>
  /** The text of each file when it was last applied without an error. */
  readonly applied: Readonly<Record<string, string>>
}

const NONE: FileProblems = { schema: [], server: [] }

export const useProblems = create<ProblemsState>()(() => ({ files: {}, applied: {} }))

// Another scenario has other files, even where they are called the same.
useSession.subscribe((now, before) => {
  if (now.origin !== before.origin) useProblems.setState({ files: {}, applied: {} })
})

export function setProblems(file: string, source: keyof FileProblems, problems: readonly Problem[]): void {
  useProblems.setState(state => ({
    files: { ...state.files, [file]: { ...(state.files[file] ?? NONE), [source]: problems } },
  }))
}

export function noteApplied(file: string, text: string): void {
  useProblems.setState(state => ({ applied: { ...state.applied, [file]: text } }))
}

/** All problems of a file: the server's first, by line. */
export function problemsOf(state: ProblemsState, file: string): readonly Problem[] {
  const { schema, server } = state.files[file] ?? NONE
  const seen = new Set(server.map(problem => problem.position.startLine))
  return [...server, ...schema.filter(problem => !seen.has(problem.position.startLine))]
}
