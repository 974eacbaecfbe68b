import { failure, type Result, success } from '../base/result'
import { KUBERNETES_VERSIONS } from '../engine/version-behaviour'
import { dnsSubdomain, labelValue, qualifiedName } from '../k8s/names'
import { type LogEntry, SCENARIO_FORMAT, type Scenario, type ScenarioNode, type ScenarioView } from './scenario'
import { isFileName, SCENARIO_LIMITS } from './scenario-limits'
import { taintOf } from './scenario-machines'

/** Why a text is no scenario, in words that can be shown. */
class ScenarioError extends Error {}

type Json = Readonly<Record<string, unknown>>

/** Reads a saved scenario. Everything in it is checked; unknown fields are dropped. */
export function parseScenario(text: string): Result<Scenario> {
  if (text.length > SCENARIO_LIMITS.textLength) return failure('This scenario is too big: more than 16 MB of text.')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return failure('This is not a saved scenario: it is no JSON text, or it was cut off.')
  }
  try {
    return success(readScenario(asObject(json, 'the scenario')))
  } catch (error) {
    if (error instanceof ScenarioError || error instanceof RangeError) return failure(error.message)
    throw error
  }
}

function readScenario(json: Json): Scenario {
  if (json.format !== SCENARIO_FORMAT) {
    if (typeof json.format === 'number' && json.format > SCENARIO_FORMAT) {
      throw new ScenarioError('This scenario was made by a newer version of the playground. Reload the page to get it.')
    }
    throw new ScenarioError('This is not a scenario of the playground.')
  }
  const version = KUBERNETES_VERSIONS.find(known => known === json.version)
  if (version === undefined)
    throw new ScenarioError(`Kubernetes version ${show(json.version)} is not one that this playground has.`)
  const nodes = asList(json.nodes, 'nodes', SCENARIO_LIMITS.nodes).map(readNode)
  const names = new Set(nodes.map(node => node.name))
  if (names.size !== nodes.length) throw new ScenarioError('Two nodes of this scenario have the same name.')
  const log = readLog(json.log, 'log')
  const time = asTime(json.time, 'time')
  return {
    format: SCENARIO_FORMAT,
    title: asText(json.title, 'title', 200),
    ...(json.gallery === undefined ? {} : { gallery: asText(json.gallery, 'gallery', 100) }),
    version,
    seed: asInteger(json.seed, 'seed'),
    nodes,
    files: readFiles(json.files, 'files'),
    log,
    time: Math.max(time, log.at(-1)?.at ?? 0),
    ...(json.script === undefined ? {} : { script: readLog(json.script, 'script') }),
    ...(json.start === undefined ? {} : { start: readStart(asObject(json.start, 'start'), log) }),
    ...(json.drafts === undefined ? {} : { drafts: readFiles(json.drafts, 'drafts') }),
    ...(json.view === undefined ? {} : { view: readView(asObject(json.view, 'view')) }),
  }
}

function readLog(value: unknown, where: string): readonly LogEntry[] {
  const log = asList(value, where, SCENARIO_LIMITS.logEntries).map((entry, index) =>
    readEntry(entry, `${where}[${index}]`),
  )
  for (const [i, entry] of log.entries()) {
    if (entry.at < (log[i - 1]?.at ?? 0))
      throw new ScenarioError(`Entry ${i + 1} of the ${where} is earlier than the one before it.`)
  }
  return log
}

function readStart(json: Json, log: readonly LogEntry[]): { entries: number; time: number } {
  return {
    entries: Math.min(log.length, Math.max(0, asInteger(json.entries, 'start.entries'))),
    time: asTime(json.time, 'start.time'),
  }
}

function readNode(value: unknown, index: number): ScenarioNode {
  const where = `nodes[${index}]`
  const json = asObject(value, where)
  const name = asText(json.name, `${where}.name`, 253)
  if (dnsSubdomain(name).length > 0) throw new ScenarioError(`${show(name)} cannot be the name of a node.`)
  const taints =
    json.taints === undefined
      ? undefined
      : asList(json.taints, `${where}.taints`, 100).map(taint => asText(taint, where, 500))
  for (const taint of taints ?? []) {
    const { key, value = '' } = taintOf(taint)
    checkPair(key, value, 'a taint', where)
  }
  const labels = json.labels === undefined ? undefined : readTexts(json.labels, `${where}.labels`, 300)
  for (const [key, value] of Object.entries(labels ?? {})) checkPair(key, value, 'a label', where)
  return {
    name,
    ...(labels === undefined ? {} : { labels }),
    ...(taints === undefined ? {} : { taints }),
    ...(json.controlPlane === true ? { controlPlane: true } : {}),
    ...quantity(json, 'cpu', where),
    ...quantity(json, 'memory', where),
    ...quantity(json, 'pods', where),
  }
}

/** A machine registers its node as it is told: what the API server would refuse must not get that far. */
function checkPair(key: string, value: string, what: string, where: string): void {
  if (qualifiedName(key).length > 0 || labelValue(value).length > 0)
    throw new ScenarioError(`${show(`${key}=${value}`)} cannot be ${what} of a node (${where}).`)
}

function quantity(json: Json, field: 'cpu' | 'memory' | 'pods', where: string): Partial<ScenarioNode> {
  const value = json[field]
  if (value === undefined) return {}
  const text = asText(value, `${where}.${field}`, 30)
  if (!/^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.test(text))
    throw new ScenarioError(`${show(text)} is not a quantity (${where}.${field}).`)
  return { [field]: text }
}

function readEntry(value: unknown, where: string): LogEntry {
  const json = asObject(value, where)
  const entry = {
    at: asTime(json.at, `${where}.at`),
    line: asText(json.line, `${where}.line`, SCENARIO_LIMITS.lineLength),
  }
  if (json.files === undefined) return entry
  const changed = Object.entries(asObject(json.files, `${where}.files`))
  // As many may go as come.
  if (changed.length > 2 * SCENARIO_LIMITS.files)
    throw new ScenarioError(
      `${where}.files has ${changed.length} entries; at most ${2 * SCENARIO_LIMITS.files} are possible.`,
    )
  const files = changed.map(
    ([name, text]) =>
      [fileName(name), text === null ? null : asText(text, `${where}.files`, SCENARIO_LIMITS.textLength)] as const,
  )
  return { ...entry, files: Object.fromEntries(files) }
}

function readFiles(value: unknown, where: string): Readonly<Record<string, string>> {
  const files = readTexts(value, where, SCENARIO_LIMITS.files)
  for (const name of Object.keys(files)) fileName(name)
  return files
}

function readView(json: Json): ScenarioView {
  const text = (field: 'openFile' | 'groupBy' | 'daemonSet' | 'selected') =>
    typeof json[field] === 'string' ? { [field]: json[field].slice(0, 600) } : {}
  const view: ScenarioView = { ...text('openFile'), ...text('groupBy'), ...text('daemonSet'), ...text('selected') }
  if (json.positions === undefined) return view
  const positions = Object.entries(asObject(json.positions, 'view.positions'))
    .slice(0, SCENARIO_LIMITS.nodes)
    .filter((entry): entry is [string, [number, number]] => isPosition(entry[1]))
  return { ...view, positions: Object.fromEntries(positions) }
}

function isPosition(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 2 && value.every(part => Number.isFinite(part) && Math.abs(part) < 1e6)
  )
}

function fileName(name: string): string {
  if (!isFileName(name)) throw new ScenarioError(`${show(name)} cannot be the name of a file.`)
  return name
}

function readTexts(value: unknown, where: string, limit: number): Readonly<Record<string, string>> {
  const entries = Object.entries(asObject(value, where))
  if (entries.length > limit)
    throw new ScenarioError(`${where} has ${entries.length} entries; at most ${limit} are possible.`)
  return Object.fromEntries(
    entries.map(([key, text]) => [key, asText(text, `${where}.${key}`, SCENARIO_LIMITS.textLength)]),
  )
}

function asObject(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ScenarioError(`${where} should be an object.`)
  return value as Json
}

function asList(value: unknown, where: string, limit: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new ScenarioError(`${where} should be a list.`)
  if (value.length > limit)
    throw new ScenarioError(`${where} has ${value.length} entries; at most ${limit} are possible.`)
  return value
}

function asText(value: unknown, where: string, limit: number): string {
  if (typeof value !== 'string') throw new ScenarioError(`${where} should be a text.`)
  if (value.length > limit) throw new ScenarioError(`${where} is too long.`)
  return value
}

function asInteger(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value)) throw new ScenarioError(`${where} should be a whole number.`)
  return value as number
}

function asTime(value: unknown, where: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= SCENARIO_LIMITS.time)) {
    throw new ScenarioError(`${where} should be a time within a week, in milliseconds.`)
  }
  return value
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
