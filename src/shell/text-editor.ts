import type { Answer, CommandIo, CommandRun } from '../base/command'
import { PlainError } from '../kubectl/command/failure'
import { immediateProgram, type ShellState } from './program'

/** Editors with a screen of their own: the page's editor stands in for all of them. */
const WITH_SCREEN = new Set(['vi', 'vim', 'nvim', 'view', 'nano', 'pico', 'emacs', 'code', 'codium', 'subl', 'notepad'])
const MAX_STEPS = 1000

/** How an editor that is a program of this shell is started. */
export interface EditorPrograms {
  knows(name: string): boolean
  run(words: readonly string[], io: CommandIo): CommandRun
}

/**
 * The io of a command that may open an editor. `KUBE_EDITOR` or `EDITOR` is run on the text when it is a program of this
 * shell (`sed -i …`); otherwise the editor of the page is opened, whichever was asked for. A program that is not here
 * fails as it does for kubectl.
 */
export function withEditor(io: CommandIo, shell: ShellState, programs: EditorPrograms): CommandIo {
  const editor = (shell.variables.get('KUBE_EDITOR') ?? shell.variables.get('EDITOR') ?? '').trim()
  const words = wordsOf(editor)
  const [program = ''] = words
  const name = program.split('/').at(-1) ?? ''
  if (program === '' || WITH_SCREEN.has(name)) return io
  return { ...io, edit: (file, text) => runEditor(words, file, text, io, programs) }
}

/** kubectl leaves an editor with quotes or backslashes in it to a shell. */
const wordsOf = (editor: string) =>
  (editor.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+/gs) ?? ['']).map(word =>
    word.replace(
      /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
      (_, single?: string, double?: string, escaped?: string) =>
        single ?? double?.replace(/\\([\\"$`])/g, '$1') ?? escaped ?? '',
    ),
  )

// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editor.go Launch
function* runEditor(
  words: readonly string[],
  name: string,
  text: string,
  io: CommandIo,
  programs: EditorPrograms,
): Answer<string | undefined> {
  if (!programs.knows(words[0] ?? '')) throw new PlainError(`unable to launch the editor "${words.join(' ')}"`)
  let edited = text
  const temporary: CommandIo = {
    out: piece => io.out(piece),
    err: message => io.err(message),
    readFile: file => (file === name ? edited : io.readFile(file)),
    writeFile: (file, content) => {
      if (file === name) edited = content
      else io.writeFile(file, content)
    },
    fileNames: () => io.fileNames(),
    now: () => io.now(),
  }
  const process = programs.run([...words, name], temporary)
  for (let step = 0; step < MAX_STEPS; step++) {
    const result = process.next()
    if (result.done === true) {
      if (result.value !== 0) throw new PlainError(`there was a problem with the editor "${words.join(' ')}"`)
      return edited
    }
    yield result.value
  }
  return edited
}

/** `vi FILE`: brings a file of the page into its editor; a new one is made. */
export const editFile = immediateProgram((args, { io }) => {
  const name = args.find(word => !/^[-+]/.test(word))?.replace(/^\.\//, '')
  if (name === undefined) {
    io.err('Which file? For example: vi daemonset.yaml (ls shows the files)\n')
    return 1
  }
  if (io.readFile(name) === undefined) io.writeFile(name, '')
  if (io.readFile(name) === undefined) return 1
  io.showFile?.(name)
  io.err(`(${name} is open in the editor of this page; what you type there is kept as you type)\n`)
  return 0
})
