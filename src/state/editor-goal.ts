import { create } from 'zustand'

/** Where the editor is asked to go, counted from 1; `tick` tells two equal wishes apart. */
export interface EditorGoal {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly tick: number
}

export const useEditorGoal = create<{ readonly goal: EditorGoal | undefined }>()(() => ({ goal: undefined }))

/** Brings the place into view and puts the cursor there. */
export function goTo(file: string, line: number, column: number): void {
  useEditorGoal.setState(state => ({ goal: { file, line, column, tick: (state.goal?.tick ?? 0) + 1 } }))
}
