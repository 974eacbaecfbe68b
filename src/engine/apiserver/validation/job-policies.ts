import type { JobSpec, PodFailureRule, SuccessRule } from '../../../k8s/batch'
import { goQuote } from '../../../k8s/go-quote'
import { qualifiedName } from '../../../k8s/names'
import { internalForm } from '../decoding/internal-form'
import { duplicate, type FieldError, invalid, notSupported, required, tooLong } from '../field-error'
import { type Errors, each, nonNegative, typedTextErrors } from './field-errors'

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore']
const OPERATORS = ['In', 'NotIn']
const STATES = ['False', 'True', 'Unknown']
const MOST_RULES = 20
const MOST_PATTERNS = 20
const MOST_EXIT_CODES = 255
const LONGEST_INDEXES = 64 * 1024

// Models pkg/apis/batch/validation/validation.go validatePodFailurePolicy
export function* validateFailurePolicy(job: Partial<JobSpec>, path: string): Errors {
  const rules = job.podFailurePolicy?.rules ?? []
  if (rules.length > MOST_RULES) yield tooMany(`${path}.rules`, rules.length, MOST_RULES)
  const { containers = [], initContainers = [] } = job.template?.spec ?? {}
  const names = [...containers, ...initContainers].map(({ name }) => name)
  for (const [rule, at] of each(rules, `${path}.rules`)) yield* validateFailureRule(job, rule, names, at)
}

function* validateFailureRule(
  job: Partial<JobSpec>,
  { action, onExitCodes, onPodConditions = [] }: PodFailureRule,
  containers: readonly string[],
  path: string,
): Errors {
  yield* requiredChoice(`${path}.action`, action, ACTIONS)
  if (action === 'FailIndex' && job.backoffLimitPerIndex === undefined) {
    yield invalid(`${path}.action`, action, 'requires the backoffLimitPerIndex to be set')
  }
  if (onExitCodes !== undefined) yield* validateExitCodes(onExitCodes, containers, `${path}.onExitCodes`)
  yield* validatePatterns(onPodConditions, `${path}.onPodConditions`)
  if (onExitCodes !== undefined && onPodConditions.length > 0) {
    yield invalidTogether(path, 'specifying both OnExitCodes and OnPodConditions is not supported')
  }
  if (onExitCodes === undefined && onPodConditions.length === 0) {
    yield invalidTogether(path, 'specifying one of OnExitCodes and OnPodConditions is required')
  }
}

function* requiredChoice(path: string, value: string | undefined, choices: readonly string[]): Errors {
  if (!value) yield required(path, `valid values: [${choices.map(choice => `"${choice}"`).join(' ')}]`)
  else if (!choices.includes(value)) yield notSupported(path, value, choices)
}

function* validatePatterns(patterns: NonNullable<PodFailureRule['onPodConditions']>, path: string): Errors {
  if (patterns.length > MOST_PATTERNS) yield tooMany(path, patterns.length, MOST_PATTERNS)
  for (const [{ type = '', status }, at] of each(patterns, path)) {
    yield* typedTextErrors(`${at}.type`, type, qualifiedName)
    yield* requiredChoice(`${at}.status`, status, STATES)
  }
}

type ExitCodes = NonNullable<PodFailureRule['onExitCodes']>

// Models pkg/apis/batch/validation/validation.go validatePodFailurePolicyRuleOnExitCodes
function* validateExitCodes(rule: ExitCodes, containers: readonly string[], path: string): Errors {
  const { containerName, operator, values } = rule
  yield* requiredChoice(`${path}.operator`, operator, OPERATORS)
  if (containerName !== undefined && !containers.includes(containerName)) {
    const message = 'must be one of the container or initContainer names in the pod template'
    yield invalid(`${path}.containerName`, containerName, message)
  }
  const at = `${path}.values`
  if (values === undefined || values.length === 0) yield invalid(at, values ?? null, 'at least one value is required')
  else if (values.length > MOST_EXIT_CODES) yield tooMany(at, values.length, MOST_EXIT_CODES)
  for (const [index, code] of (values ?? []).entries()) {
    if (operator === 'In' && code === 0) yield invalid(`${at}[${index}]`, code, 'must not be 0 for the In operator')
    if (values?.indexOf(code) !== index) yield duplicate(`${at}[${index}]`, code)
  }
  if (values?.some((code, index) => code < (values[index - 1] ?? code)) === true) {
    yield invalid(at, values, 'must be ordered')
  }
}

// Models pkg/apis/batch/validation/validation.go validateSuccessPolicy
export function* validateSuccessPolicy(job: Partial<JobSpec>, path: string): Errors {
  const { successPolicy = {}, completionMode, completions = 0 } = job
  if (completionMode !== 'Indexed') {
    yield invalid(path, internalForm('v1.SuccessPolicy', { ...successPolicy }), 'requires indexed completion mode')
    return
  }
  const { rules = [] } = successPolicy
  const at = `${path}.rules`
  if (rules.length === 0) {
    yield required(at, 'at least one rules must be specified when the successPolicy is specified')
  }
  if (rules.length > MOST_RULES) yield tooMany(at, rules.length, MOST_RULES)
  for (const [rule, place] of each(rules, at)) yield* validateSuccessRule(rule, completions, place)
}

function* validateSuccessRule(rule: SuccessRule, completions: number, path: string): Errors {
  const { succeededIndexes, succeededCount } = rule
  if (succeededCount === undefined && succeededIndexes === undefined) {
    yield required(path, 'at least one of succeededCount or succeededIndexes must be specified')
  }
  const indexes = countIndexes(succeededIndexes ?? '', completions)
  if (succeededIndexes !== undefined) {
    const at = `${path}.succeededIndexes`
    if (succeededIndexes.length > LONGEST_INDEXES) yield tooLong(at, LONGEST_INDEXES)
    if (indexes.error !== undefined) {
      yield invalid(at, succeededIndexes, `error parsing succeededIndexes: ${indexes.error}`)
    }
  }
  if (succeededCount === undefined) return
  const at = `${path}.succeededCount`
  yield* nonNegative(at, succeededCount)
  const atMost = (most: number, what: string) =>
    invalid(at, succeededCount, `must be less than or equal to ${most} (the number of ${what})`)
  if (succeededCount > completions) yield atMost(completions, 'specified completions')
  if (succeededIndexes !== undefined && succeededCount > indexes.total) {
    yield atMost(indexes.total, 'indexes in the specified succeededIndexes field')
  }
}

interface CountedIndexes {
  readonly total: number
  /** Why the text names no indexes. */
  readonly error?: string
}

/** How many indexes a text such as `1,3-5` names. */
// Models pkg/apis/batch/validation/validation.go validateIndexesFormat
export function countIndexes(text: string, completions: number): CountedIndexes {
  if (text === '') return { total: 0 }
  const wrong = (error: string) => ({ total: 0, error })
  let last: number | undefined
  let total = 0
  for (const part of text.split(',')) {
    const limits = part.split('-')
    if (limits.length > 2) {
      const rule = 'an index interval can have at most two parts separated by'
      return wrong(`the fragment ${goQuote(part)} violates the requirement that ${rule} '-'`)
    }
    for (const limit of limits) {
      if (!/^[+-]?\d+$/.test(limit)) return wrong(`cannot convert string to integer for index: ${goQuote(limit)}`)
      if (Number(limit) >= completions) return wrong(`too large index: ${goQuote(limit)}`)
    }
    const [first = 0, end] = limits.map(Number)
    if (end !== undefined && first >= end) return wrong(unordered(first, end))
    if (last !== undefined && last >= first) return wrong(unordered(last, first))
    last = end ?? first
    total += last - first + 1
  }
  return { total }
}

const unordered = (previous: number, current: number) =>
  `non-increasing order, previous: ${previous}, current: ${current}`

/** Wrong in how its parts go together: no single value is to blame. */
export function invalidTogether(field: string, detail: string): FieldError {
  return { field, reason: 'FieldValueInvalid', message: `Invalid value: ${detail}` }
}

function tooMany(field: string, count: number, most: number): FieldError {
  return { field, reason: 'FieldValueTooMany', message: `Too many: ${count}: must have at most ${most} items` }
}
