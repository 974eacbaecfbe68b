import type { Scenario } from '../scenario/scenario'
import { parseScenario, SCENARIO_LIMITS } from '../scenario/scenario-schema'
import { decodeScenario, encodeScenario } from '../scenario/share-link'
import { tell } from './notices'
import { keepPreviousSession, previousSession, savedSession } from './saved-session'
import { currentScenario, openScenario } from './session'

const LINK_PREFIX = '#s='

/** What a visit begins with: the link's scenario, else the work of the last visit, else `fallback`. */
export async function openAtStart(fallback: Scenario): Promise<void> {
  const { hash } = globalThis.location
  if (hash.startsWith(LINK_PREFIX)) {
    const linked = decodeScenario(hash.slice(LINK_PREFIX.length))
    // The address must not open the same thing again on a reload: by then the person has gone on.
    globalThis.history.replaceState(null, '', globalThis.location.pathname + globalThis.location.search)
    if (linked.ok) {
      await openOver(linked.value)
      return
    }
    tell({ topic: 'link', level: 'error', title: 'The link could not be opened.', detail: linked.error })
  }
  await openScenario(savedSession() ?? fallback)
}

/** Opens something else; work that was there is put aside and can be brought back. */
export async function openOver(scenario: Scenario): Promise<void> {
  const kept = keepPreviousSession()
  await openScenario(scenario)
  if (!kept) return
  tell({
    topic: 'previous-session',
    level: 'info',
    title: 'Your earlier work is kept.',
    action: {
      label: 'Bring it back',
      run: () => {
        const previous = previousSession()
        if (previous !== undefined) void openOver(previous)
      },
    },
  })
}

/** Opens a saved file; says what is wrong with it when it cannot. */
export async function openSavedFile(file: File): Promise<void> {
  const problem = (detail: string) =>
    tell({ topic: 'open', level: 'error', title: `${file.name} could not be opened.`, detail })
  if (file.size > SCENARIO_LIMITS.textLength) {
    problem('It is bigger than 16 MB.')
    return
  }
  const parsed = parseScenario(await file.text())
  if (parsed.ok) await openOver(parsed.value)
  else problem(parsed.error)
}

/** A link that opens the present state elsewhere. */
export async function shareLink(): Promise<string | undefined> {
  const scenario = await currentScenario()
  if (scenario === undefined) return undefined
  const { origin, pathname } = globalThis.location
  return `${origin === 'null' ? '' : origin}${pathname}${LINK_PREFIX}${encodeScenario(withoutRepetition(scenario))}`
}

/** The present state as a file's name and text. */
export async function saveFile(): Promise<{ name: string; text: string } | undefined> {
  const scenario = await currentScenario()
  if (scenario === undefined) return undefined
  const slug = scenario.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return { name: `${slug || 'scenario'}.playground.json`, text: `${JSON.stringify(scenario, null, 2)}\n` }
}

/** Drafts that equal the files after the log need not be in the link. */
function withoutRepetition(scenario: Scenario): Scenario {
  const files = new Map<string, string | null>(Object.entries(scenario.files))
  for (const entry of scenario.log) for (const [name, text] of Object.entries(entry.files ?? {})) files.set(name, text)
  const { drafts, ...rest } = scenario
  if (drafts === undefined) return rest
  const present = [...files].filter(([, text]) => text !== null)
  const same = present.length === Object.keys(drafts).length && present.every(([name, text]) => drafts[name] === text)
  return same ? rest : scenario
}
