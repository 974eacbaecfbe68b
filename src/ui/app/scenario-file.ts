import i18next from 'i18next'
import { parseScenario } from '../../scenario/scenario-schema'
import { encodeScenario } from '../../scenario/share-link'
import { currentScenario, openScenario, reset } from '../../state/session'
import { notify } from '../kit'

/** The present state as a link, or undefined when the cluster cannot say. */
export async function shareLink(): Promise<string | undefined> {
  const scenario = await currentScenario()
  if (scenario === undefined) return undefined
  return `${location.href.split('#')[0]}#s=${encodeScenario(scenario)}`
}

/** Hands the present state to the browser as a file to keep. */
export async function saveScenarioFile(): Promise<void> {
  const scenario = await currentScenario()
  if (scenario === undefined) return
  const name = `${fileName(scenario.title)}.playground.json`
  const url = URL.createObjectURL(new Blob([JSON.stringify(scenario, null, 2)], { type: 'application/json' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(url)
  notify({ kind: 'done', text: i18next.t('share.saved', { name }) })
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
export async function openScenarioFile(file: Blob): Promise<void> {
  const before = await currentScenario()
  const result = parseScenario(await file.text())
  if (!result.ok) {
    notify({ kind: 'problem', text: i18next.t('share.openFailed'), detail: result.error })
    return
  }
  await openScenario(result.value)
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

function fileName(title: string): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return plain === '' ? 'cluster' : plain.slice(0, 60)
}
