import i18next from 'i18next'
import { shellWord } from '../../base/shell-word'
import { useCommands } from '../../state/commands'
import { useFiles } from '../../state/files'
import { tell } from '../../state/notices'
import { part } from '../../state/parts'
import { run } from '../../state/session'
import { noteApplied, setProblems } from './problems'
import { sendTyping } from './unsent-typing'

/** The command that Apply stands for. */
export function applyCommand(file: string): string {
  return `kubectl apply -f ${shellWord(file)}`
}

/** Applies the file and shows what the server refuses at the fields that it names. */
export async function applyFile(file: string): Promise<void> {
  sendTyping()
  const text = useFiles.getState().files[file]
  if (text === undefined) return
  setProblems(file, 'server', [])
  const id = await run(applyCommand(file), 'apply')
  if (id === undefined) return
  const { exit, stderr } = await ended(id)
  if (exit === 0) noteApplied(file, text)
  if (stderr === '') return
  await showServerErrors(file, text, stderr)
}

const errorReader = part(() => import('./server-errors'))

/** Shows what the server said about the file's text at the places that it names. The words stand in the terminal in any case. */
export async function showServerErrors(file: string, text: string, said: string): Promise<void> {
  try {
    const { serverErrors } = await errorReader()
    setProblems(file, 'server', serverErrors(said, text))
  } catch {
    tell({
      topic: 'server-errors',
      level: 'warning',
      title: i18next.t('editor:unmarkedTitle'),
      detail: i18next.t('editor:unmarkedText'),
    })
  }
}

function ended(id: number): Promise<{ exit: number; stderr: string }> {
  return new Promise(resolve => {
    const look = () => {
      const command = useCommands.getState().commands.get(id)
      if (command?.exit === undefined) return false
      const stderr = command.output.filter(part => part.stream === 'err').map(part => part.text)
      resolve({ exit: command.exit, stderr: stderr.join('') })
      return true
    }
    if (look()) return
    const stop = useCommands.subscribe(() => look() && stop())
  })
}
