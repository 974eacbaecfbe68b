import { editedFile, type GalleryTry } from '../../scenario/gallery/gallery'
import { openFile, useFiles, writeFiles } from '../../state/files'
import { run } from '../../state/session'

/** The command lines as one, for the tooltip. */
export function tryCommands(one: GalleryTry | undefined): string | undefined {
  return one?.lines.join(' && ')
}

/** Edits the files, then runs the lines one after the other. Answers the file whose edit is no longer possible: nothing was done then. */
export async function tryOut({ edits = [], lines }: GalleryTry): Promise<string | undefined> {
  const changed: Record<string, string> = {}
  for (const edit of edits) {
    const text = editedFile(changed[edit.file] ?? useFiles.getState().files[edit.file], edit)
    if (text === undefined) return edit.file
    changed[edit.file] = text
  }
  const [first] = edits
  if (first !== undefined) {
    writeFiles(changed)
    openFile(first.file)
  }
  for (const line of lines) await run(line, line.startsWith('kubectl apply') ? 'apply' : 'click')
  return undefined
}
