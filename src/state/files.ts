import { create } from 'zustand'

export interface FilesState {
  /** Name to text, in the order of the tabs. */
  readonly files: Readonly<Record<string, string>>
  readonly open: string
  /** Goes up when a text was changed from outside the editor (a scenario, a command, a quick fix). */
  readonly revision: number
}

export const useFiles = create<FilesState>()(() => ({ files: {}, open: '', revision: 0 }))

/** Replaces all files. */
export function loadFiles(files: Readonly<Record<string, string>>, open?: string): void {
  useFiles.setState(state => ({
    files: { ...files },
    open: open !== undefined && open in files ? open : (Object.keys(files)[0] ?? ''),
    revision: state.revision + 1,
  }))
}

/** The editor's own change: the text is already on the screen. */
export function typeInFile(name: string, text: string): void {
  useFiles.setState(state => (state.files[name] === text ? state : { files: { ...state.files, [name]: text } }))
}

/** A change from outside the editor. Makes the file when it is new. */
export function writeFiles(files: Readonly<Record<string, string>>): void {
  useFiles.setState(state => ({ files: { ...state.files, ...files }, revision: state.revision + 1 }))
}

export function openFile(name: string): void {
  useFiles.setState(state => (name in state.files ? { open: name } : state))
}

export function removeFile(name: string): void {
  useFiles.setState(state => {
    const files = Object.fromEntries(Object.entries(state.files).filter(([other]) => other !== name))
    return {
      files,
      open: state.open === name ? (Object.keys(files)[0] ?? '') : state.open,
      revision: state.revision + 1,
    }
  })
}

/** Keeps the place among the tabs. False when the new name is taken or empty. */
export function renameFile(name: string, newName: string): boolean {
  const { files, open } = useFiles.getState()
  if (newName === '' || (newName !== name && newName in files) || !(name in files)) return false
  const renamed = Object.fromEntries(
    Object.entries(files).map(([other, text]) => [other === name ? newName : other, text]),
  )
  useFiles.setState(state => ({ files: renamed, open: open === name ? newName : open, revision: state.revision + 1 }))
  return true
}
