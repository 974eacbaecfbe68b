import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { GALLERY } from '../scenario/gallery/gallery-list'
import { SCENARIO_LIMITS } from '../scenario/scenario-limits'
import { parseScenario } from '../scenario/scenario-schema'
import { decodeScenario, encodeScenario } from '../scenario/share-link'
import { Room } from '../worker/session/room'
import { problemText } from './core-text'
import { words as id } from './id'
import { words as pl } from './pl'
import { words as vi } from './vi'

void i18next.init({ lng: 'en', initAsync: false })

const [entry] = GALLERY
if (entry === undefined) throw new Error('an empty gallery')
const { scenario } = entry

const node = (fields: object) => ({ nodes: [{ name: 'worker-1', ...fields }] })

/** Files that are no scenario, each in another way. */
const CHANGES: readonly object[] = [
  { format: 0 },
  { format: 99 },
  { version: '0.1' },
  { nodes: {} },
  { nodes: [...scenario.nodes, ...scenario.nodes] },
  { nodes: Array.from({ length: SCENARIO_LIMITS.nodes + 1 }, () => ({})) },
  {
    log: [
      { at: 5, line: 'a' },
      { at: 4, line: 'b' },
    ],
  },
  { log: [{ at: -1, line: 'a' }] },
  { log: ['a'] },
  { title: 5 },
  { title: 'long '.repeat(100) },
  { seed: 0.5 },
  { files: { '': '' } },
  { files: Object.fromEntries(Array.from({ length: SCENARIO_LIMITS.files + 1 }, (_, index) => [`${index}.yaml`, ''])) },
  node({ name: 'a b' }),
  node({ labels: { 'a b': 'c' } }),
  node({ taints: ['a b=c:NoSchedule'] }),
  node({ taints: ['nothing'] }),
  node({ cpu: 'much' }),
]

const code = encodeScenario(scenario)
const LINKS = [code.slice(0, -5), `b${code}`, `a${'A'.repeat(SCENARIO_LIMITS.linkLength)}`]

function roomProblem(line: string, files: Readonly<Record<string, string>>): string {
  try {
    new Room(scenario).checkLine(line, files)
    return ''
  } catch (error) {
    return error instanceof RangeError ? error.message : ''
  }
}

const PROBLEMS = [
  ...['not JSON', ...CHANGES.map(change => JSON.stringify({ ...scenario, ...change }))].map(parseScenario),
  ...LINKS.map(decodeScenario),
].map(read => (read.ok ? '' : read.error))
const MANY_FILES = Object.fromEntries(Array.from({ length: SCENARIO_LIMITS.files + 1 }, (_, i) => [`${i}`, '']))

describe.each([
  ['id', id],
  ['vi', vi],
  ['pl', pl],
])('%s', (language, { problems }) => {
  it.each([
    ...PROBLEMS,
    roomProblem('x'.repeat(SCENARIO_LIMITS.lineLength + 1), {}),
    roomProblem('x', MANY_FILES),
    roomProblem('x', { file: 'x'.repeat(SCENARIO_LIMITS.textLength) }),
  ])('has words for: %s', problem => {
    i18next.addResourceBundle(language, 'problems', problems)
    expect(problem).not.toBe('')
    expect(problemText(problem, language)).not.toBe(problem)
  })
})
