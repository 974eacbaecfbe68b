import type { Result } from '../base/result'
import type { Scenario } from '../scenario/scenario'
import { part } from './parts'
import { readOwn, readStored, writeOwn, writeStored } from './storage'

const KEY = 'daemonset-playground/session'

/** For as long as the page is open. */
let previous: Scenario | undefined

/** Keeps the person's work between visits; for this tab apart, because another tab keeps its own work in the same place. */
export function saveSession(scenario: Scenario): void {
  const text = JSON.stringify(scenario)
  writeOwn(KEY, text)
  writeStored(KEY, text)
}

// A first visit has nothing to read.
const schema = part(() => import('../scenario/scenario-schema'))

/** Reads a saved scenario. Rejects when what reads it cannot be loaded. */
export async function readScenario(text: string): Promise<Result<Scenario>> {
  const { parseScenario } = await schema()
  return parseScenario(text)
}

/**
 * The work of this tab, else of the last visit; undefined when there is none or it cannot be read any more. Rejects when
 * what reads it cannot be loaded.
 */
export async function savedSession(): Promise<Scenario | undefined> {
  return (await scenarioOf(readOwn(KEY))) ?? (await scenarioOf(readStored(KEY)))
}

/** Puts work aside before something else is opened over it. */
export function keepPrevious(scenario: Scenario): void {
  previous = scenario
}

/** What `keepPrevious` put aside last. */
export function previousSession(): Scenario | undefined {
  return previous
}

async function scenarioOf(text: string | null): Promise<Scenario | undefined> {
  if (text === null) return undefined
  const read = await readScenario(text)
  return read.ok ? read.value : undefined
}
