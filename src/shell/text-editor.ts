import type { CommandIo, CommandRun } from '../base/command'
import { type ShellState, textProgram } from './program'

const INTERACTIVE = /^(vi|vim|nano|emacs|code|notepad)\b/
const MAX_STEPS = 1000

/**
 * The io of a command that may open an editor: `KUBE_EDITOR` or `EDITOR` is run on the text when it is a program of this
 * shell (`sed -i …`), otherwise the editor of the page is asked.
 */
export function withEditor(
  io: CommandIo,
  shell: ShellState,
  run: (words: readonly string[], io: CommandIo) => CommandRun,
): CommandIo {
  const editor = shell.variables.get('KUBE_EDITOR') ?? shell.variables.get('EDITOR') ?? ''
  if (editor.trim() === '' || INTERACTIVE.test(editor.trim())) return io
  return { ...io, edit: (name, text) => runEditor(editor.trim().split(/\s+/), name, text, io, run) }
}

function runEditor(
  words: readonly string[],
  name: string,
  text: string,
  io: CommandIo,
  run: (words: readonly string[], io: CommandIo) => CommandRun,
): string {
  let edited = text
  const temporary: CommandIo = {
    out: () => {},
    err: message => io.err(message),
    readFile: file => (file === name ? edited : io.readFile(file)),
    writeFile: (file, content) => {
      if (file === name) edited = content
      else io.writeFile(file, content)
    },
    fileNames: () => io.fileNames(),
    now: () => io.now(),
  }
  const process = run([...words, name], temporary)
  for (let step = 0; step < MAX_STEPS; step++) if (process.next().done === true) break
  return edited
}

/** `vi FILE`: opens a file of the page in its editor. */
export const editFile = textProgram((args, _, io) => {
  const name = args.find(word => !word.startsWith('-'))
  if (name === undefined || io.edit === undefined) {
    io.err('Open the file in the editor beside the terminal.\n')
    return 1
  }
  const edited = io.edit(name, io.readFile(name) ?? '')
  if (edited !== undefined) io.writeFile(name, edited)
  return 0
})
