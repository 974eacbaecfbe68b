import type { Scenario } from '../scenario/scenario'
import { parseScenario } from '../scenario/scenario-schema'
import { readOwn, readStored, writeOwn, writeStored } from './storage'

const KEY = 'daemonset-playground/session'
const PREVIOUS_KEY = 'daemonset-playground/previous-session'

/** For as long as the page is open, storage or not. */
let previous: Scenario | undefined

/** Keeps the person's work between visits; for this tab apart, because another tab keeps its own work in the same place. */
export function saveSession(scenario: Scenario): void {
  const text = JSON.stringify(scenario)
  writeOwn(KEY, text)
  writeStored(KEY, text)
}

/** The work of this tab, else of the last visit; undefined when there is none or it cannot be read any more. */
export function savedSession(): Scenario | undefined {
  return scenarioOf(readOwn(KEY)) ?? scenarioOf(readStored(KEY))
}

/** Puts work aside before something else is opened over it. */
export function keepPrevious(scenario: Scenario): void {
  previous = scenario
  writeStored(PREVIOUS_KEY, JSON.stringify(scenario))
}

/** What `keepPrevious` put aside last. */
export function previousSession(): Scenario | undefined {
  return previous ?? scenarioOf(readStored(PREVIOUS_KEY))
}

function scenarioOf(text: string | null): Scenario | undefined {
  if (text === null) return undefined
  const parsed = parseScenario(text)
  return parsed.ok ? parsed.value : undefined
}
