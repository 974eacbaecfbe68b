import type { Scenario } from '../scenario/scenario'
import { parseScenario } from '../scenario/scenario-schema'
import { readStored, writeStored } from './storage'

const KEY = 'daemonset-playground/session'
const PREVIOUS_KEY = 'daemonset-playground/previous-session'

/** Keeps the person's work between visits. */
export function saveSession(scenario: Scenario): void {
  writeStored(KEY, JSON.stringify(scenario))
}

/** The work of the last visit; undefined when there is none or it cannot be read any more. */
export function savedSession(): Scenario | undefined {
  return readScenario(KEY)
}

/** Puts the saved work aside before something else is opened over it. True when there was any. */
export function keepPreviousSession(): boolean {
  const text = readStored(KEY)
  const scenario = readScenario(KEY)
  if (text === null || scenario === undefined || scenario.log.length === 0) return false
  return writeStored(PREVIOUS_KEY, text)
}

/** What `keepPreviousSession` put aside last. */
export function previousSession(): Scenario | undefined {
  return readScenario(PREVIOUS_KEY)
}

function readScenario(key: string): Scenario | undefined {
  const text = readStored(key)
  if (text === null) return undefined
  const parsed = parseScenario(text)
  return parsed.ok ? parsed.value : undefined
}
