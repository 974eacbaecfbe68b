import i18next from 'i18next'
import { openSavedFile, saveFile } from '../../state/opening'
import { currentScenario, openScenario, reset } from '../../state/session'
import { notify } from '../kit'

/** Hands the present state to the browser as a file to keep. */
export async function saveScenarioFile(): Promise<void> {
  const file = await saveFile()
  if (file === undefined) return
  const url = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = file.name
  anchor.click()
  URL.revokeObjectURL(url)
  const text = i18next.t('share.saved', { name: file.name })
  notify(file.opens ? { kind: 'done', text } : { kind: 'problem', text, detail: i18next.t('share.tooBig') })
}

/** Lets the person choose a saved scenario, and opens it. */
export function chooseScenarioFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file !== undefined) void openScenarioFile(file)
  })
  input.click()
}

/** Opens a saved scenario; says plainly what is wrong with one that cannot be opened. */
async function openScenarioFile(file: File): Promise<void> {
  const before = await currentScenario()
  const result = await openSavedFile(file)
  if (!result.ok) {
    notify({ kind: 'problem', text: i18next.t('share.openFailed'), detail: result.error })
    return
  }
  notify({
    kind: 'done',
    text: i18next.t('share.opened', { title: result.value.title }),
    ...(before === undefined
      ? {}
      : { action: { label: i18next.t('share.previous'), run: () => void openScenario(before) } }),
  })
}

/** To the beginning of the scenario, with a way back. */
export async function startAgain(): Promise<void> {
  const before = await currentScenario()
  await reset()
  if (before === undefined || before.log.length === 0) return
  notify({
    kind: 'info',
    text: i18next.t('bar.startedAgain'),
    action: { label: i18next.t('share.previous'), run: () => void openScenario(before) },
  })
}
