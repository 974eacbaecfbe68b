import { describe, expect, it } from 'vitest'
import { SCENARIO_FORMAT, type Scenario } from '../scenario/scenario'
import { draftsAreFiles, isWork, lastCommand, withoutLastCommand } from './work'

const scenario = (part: Partial<Scenario>): Scenario => ({
  format: SCENARIO_FORMAT,
  title: 'Agents',
  version: '1.36',
  seed: 1,
  nodes: [],
  files: { 'a.yaml': 'a' },
  log: [],
  time: 0,
  ...part,
})
const entry = (at: number, line: string, files?: Record<string, string | null>) => ({
  at,
  line,
  ...(files === undefined ? {} : { files }),
})

describe('work that somebody could miss', () => {
  it('is what was done since the scenario began', () => {
    const log = [entry(5, 'kubectl apply -f a.yaml')]
    expect(isWork(scenario({}))).toBe(false)
    expect(isWork(scenario({ log }))).toBe(true)
    expect(isWork(scenario({ log, start: { entries: 1, time: 5 } }))).toBe(false)
  })

  it('is not what a script does', () => {
    expect(isWork(scenario({ log: [entry(5, 'lab node add w')], script: [] }))).toBe(false)
  })

  it('is what was typed and not yet applied', () => {
    expect(isWork(scenario({ drafts: { 'a.yaml': 'a' } }))).toBe(false)
    expect(isWork(scenario({ drafts: { 'a.yaml': 'b' } }))).toBe(true)
    expect(isWork(scenario({ drafts: {} }))).toBe(true)
  })

  it('knows the files that commands wrote and removed', () => {
    const log = [entry(1, 'x', { 'a.yaml': null, 'b.yaml': 'b' })]
    expect(draftsAreFiles(scenario({ log, drafts: { 'b.yaml': 'b' } }))).toBe(true)
    expect(draftsAreFiles(scenario({ log, drafts: { 'a.yaml': 'a', 'b.yaml': 'b' } }))).toBe(false)
  })
})

describe('without the last command', () => {
  const log = [entry(1, 'kubectl get pods -w'), entry(4, 'lab node add w'), entry(9, '#interrupt 0')]

  it('the clock stands where it was entered, and what belongs to no command goes too', () => {
    expect(lastCommand(scenario({ log }))).toBe('lab node add w')
    expect(withoutLastCommand(scenario({ log, time: 20 }))).toMatchObject({ log: log.slice(0, 1), time: 4 })
  })

  it('there may be none', () => {
    const empty = scenario({})
    expect(lastCommand(empty)).toBeUndefined()
    expect(withoutLastCommand(empty)).toBe(empty)
  })
})
