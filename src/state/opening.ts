import i18next from 'i18next'
import { failure, type Result } from '../base/result'
import { problemText } from '../i18n/core-text'
import type { Scenario } from '../scenario/scenario'
import { SCENARIO_LIMITS } from '../scenario/scenario-limits'
import { dismiss, tell } from './notices'
import { part } from './parts'
import { keepPrevious, previousSession, readScenario, savedSession } from './saved-session'
import { currentScenario, openScenario, presentWork, useSession } from './session'
import { draftsAreFiles, isWork } from './work'

const LINK_PREFIX = '#s='

/** What a visit begins with: the link's scenario, else the work of the last visit, else `fallback`. */
export async function openAtStart(fallback: Scenario): Promise<void> {
  // A link pasted into the address of an open page changes only what is behind the #.
  globalThis.addEventListener('hashchange', () => void openLink())
  if (!(await openLink())) await openEarlierWork(fallback)
}

async function openEarlierWork(fallback: Scenario): Promise<void> {
  let work: Scenario | undefined
  try {
    work = await savedSession()
  } catch {
    // Something else, once open, would be saved over it.
    tell({
      topic: 'saved-session',
      level: 'error',
      title: i18next.t('notices:earlierNotOpened'),
      detail: i18next.t('notices:earlierNotOpenedDetail'),
      action: { label: i18next.t('kit:tryAgain'), run: () => void openEarlierWork(fallback) },
    })
    return
  }
  await openScenario(work ?? fallback)
}

/** Opens the scenario of the page's address, if it has one. False when it has none, or one that cannot be read: then it says so. */
async function openLink(): Promise<boolean> {
  const { hash, pathname, search } = globalThis.location
  if (!hash.startsWith(LINK_PREFIX)) return false
  // The address must not open the same thing again on a reload: by then the person has gone on.
  globalThis.history.replaceState(null, '', pathname + search)
  const linked = await decode(hash.slice(LINK_PREFIX.length))
  if (linked.ok) await openOver(linked.value)
  else tell({ topic: 'link', level: 'error', title: i18next.t('notices:linkNotOpened'), detail: inWords(linked.error) })
  return linked.ok
}

const inWords = (problem: string) => problemText(problem, i18next.language)

// Links and what unpacks them load when there is one.
const shareLinks = part(() => import('../scenario/share-link'))

async function decode(code: string): Promise<Result<Scenario>> {
  try {
    const { decodeScenario } = await shareLinks()
    return decodeScenario(code)
  } catch {
    return failure(i18next.t('notices:linkNotLoaded'))
  }
}

/** Opens something else; work that was there is put aside and can be brought back. */
export async function openOver(scenario: Scenario): Promise<void> {
  const kept = await putWorkAside()
  await openScenario(scenario)
  if (!kept) return
  tell({
    topic: 'previous-session',
    level: 'info',
    title: i18next.t('notices:earlierKept'),
    action: {
      label: i18next.t('notices:bringBack'),
      run: () => {
        const previous = previousSession()
        dismiss('previous-session')
        if (previous !== undefined) void openOver(previous)
      },
    },
  })
}

/** Work on the page, or of the last visit when nothing is open yet. True when there was any. */
async function putWorkAside(): Promise<boolean> {
  const open = useSession.getState().saved !== undefined
  const work = open ? await presentWork() : await savedSession()
  if (work === undefined || !isWork(work)) return false
  keepPrevious(work)
  return true
}

/** Opens a saved file, or says in the page's language why it cannot be opened. */
export async function openSavedFile(file: File): Promise<Result<Scenario>> {
  if (file.size > SCENARIO_LIMITS.textLength) return failure(i18next.t('notices:fileTooBig'))
  const parsed = await readSaved(await file.text())
  if (parsed.ok) {
    await putWorkAside()
    await openScenario(parsed.value)
  }
  return parsed.ok ? parsed : failure(inWords(parsed.error))
}

async function readSaved(text: string): Promise<Result<Scenario>> {
  try {
    return await readScenario(text)
  } catch {
    return failure(i18next.t('notices:fileNotLoaded'))
  }
}

/** What was made of the present state. */
interface Made {
  readonly text: string
  /** False when there is so much in it that the page would refuse it. */
  readonly opens: boolean
}

/** A link that opens the present state elsewhere. Rejects when what makes it cannot be loaded. */
export async function shareLink(): Promise<Made | undefined> {
  const scenario = await currentScenario()
  if (scenario === undefined) return undefined
  const { encodeScenario } = await shareLinks()
  const { origin, pathname } = globalThis.location
  const shared = withoutRepetition(scenario)
  const code = encodeScenario(shared)
  return {
    text: `${origin === 'null' ? '' : origin}${pathname}${LINK_PREFIX}${code}`,
    opens: code.length <= SCENARIO_LIMITS.linkLength && isReadable(JSON.stringify(shared)),
  }
}

const isReadable = (text: string) => text.length <= SCENARIO_LIMITS.textLength

/** The present state as a file's name and text. */
export async function saveFile(): Promise<(Made & { readonly name: string }) | undefined> {
  const scenario = await currentScenario()
  if (scenario === undefined) return undefined
  const slug = scenario.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const text = `${JSON.stringify(scenario, null, 2)}\n`
  return { name: `${slug || 'scenario'}.playground.json`, text, opens: isReadable(text) }
}

/** Drafts that equal the files after the log need not be in the link. */
function withoutRepetition(scenario: Scenario): Scenario {
  if (scenario.drafts === undefined || !draftsAreFiles(scenario)) return scenario
  const { drafts: _, ...rest } = scenario
  return rest
}
