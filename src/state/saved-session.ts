import type { Scenario } from '../scenario/scenario'
import { parseScenario } from '../scenario/scenario-schema'
import { readStored, writeStored } from './storage'

const KEY = 'daemonset-playground/session'

/** Keeps the person's work between visits. */
export function saveSession(scenario: Scenario): void {
  writeStored(KEY, JSON.stringify(scenario))
}

/** The work of the last visit; undefined when there is none or it cannot be read any more. */
export function savedSession(): Scenario | undefined {
  const text = readStored(KEY)
  if (text === null) return undefined
  const parsed = parseScenario(text)
  return parsed.ok ? parsed.scenario : undefined
}
