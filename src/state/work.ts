import { isMark } from '../scenario/log-marks'
import type { Scenario } from '../scenario/scenario'

/** Whether a person did or typed something in the scenario that they could miss. */
export function isWork(scenario: Scenario): boolean {
  // While a script runs, nobody has done anything.
  if (scenario.script === undefined && scenario.log.length > (scenario.start?.entries ?? 0)) return true
  return scenario.drafts !== undefined && !draftsAreFiles(scenario)
}

/** Whether the editor's text is what the files are after the log. */
export function draftsAreFiles({ files, log, drafts = {} }: Scenario): boolean {
  const present = new Map<string, string>(Object.entries(files))
  for (const entry of log) {
    for (const [name, text] of Object.entries(entry.files ?? {})) {
      if (text === null) present.delete(name)
      else present.set(name, text)
    }
  }
  const names = Object.keys(drafts)
  return present.size === names.length && names.every(name => present.get(name) === drafts[name])
}

/** The last command line that was entered; undefined when there is none. */
export function lastCommand(scenario: Scenario): string | undefined {
  return scenario.log.findLast(entry => !isMark(entry.line))?.line
}

/** The scenario up to its last command, without it. The clock stands where the command was entered. */
export function withoutLastCommand(scenario: Scenario): Scenario {
  const { log } = scenario
  const last = log.findLastIndex(entry => !isMark(entry.line))
  const entry = log[last]
  return entry === undefined ? scenario : { ...scenario, log: log.slice(0, last), time: entry.at }
}
