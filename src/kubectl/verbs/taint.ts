import { goQuote } from '../../k8s/go-quote'
import { labelValue, qualifiedName } from '../../k8s/names'
import type { Node, Taint } from '../../k8s/node'
import { isTaintEffect } from '../../k8s/taints'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command/common-flags'
import { CommandFailure, ErrorList, PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { findResourceType } from '../resources/resource-mapper'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/cmd/taint/taint.go
export const taintCommand: CommandSpec = {
  name: 'taint',
  short: 'Update the taints on one or more nodes',
  group: 'Cluster Management Commands',
  completes: 'resource',
  flags: [
    ALL_FLAG,
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-taint'),
    ...OUTPUT_FLAGS,
    { name: 'overwrite', type: 'bool', default: 'false' },
    SELECTOR_FLAG,
    VALIDATE_FLAG,
  ],
  run: immediate(invocation => {
    const { flags, args, io, path } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, specs } = splitTaints(args)
    if (resources.length < 1) throw new PlainError('one or more resources must be specified as <resource> <name>')
    if (specs.length < 1) throw new PlainError('at least one taint update is required')
    const changes = parseTaints(specs, path)
    validate(invocation, resources, changes)
    // kubectl does not say here that it was a dry run.
    const report = reporter(flags, io, 'none')
    const words = flags.bool('all') || flags.string('selector') !== '' ? ['nodes'] : ['nodes', ...resources.slice(1)]
    visitTargets(invocation, { words }, target => {
      const { taints, outcome } = changeTaints(target, changes, flags.bool('overwrite'))
      report(target.type, writeTaints(invocation, target, taints, dryRun), outcome)
    })
    return 0
  }),
}

interface TaintChanges {
  readonly add: readonly Taint[]
  /** An empty effect stands for all effects. */
  readonly remove: readonly Taint[]
}

function splitTaints(words: readonly string[]): { resources: string[]; specs: string[] } {
  const resources: string[] = []
  const specs: string[] = []
  for (const word of words) {
    if (/[=:]/.test(word) || word.endsWith('-')) specs.push(word)
    else if (specs.length > 0) throw new PlainError(`all resources must be specified before taint changes: ${word}`)
    else resources.push(word)
  }
  return { resources, specs }
}

function parseTaints(specs: readonly string[], path: string): TaintChanges {
  const add: Taint[] = []
  const remove: Taint[] = []
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      const { key, effect } = parseTaint(spec.slice(0, -1), path)
      remove.push({ key, effect })
      continue
    }
    const taint = parseTaint(spec, path)
    if (taint.effect === '') throw usageError(path, `invalid taint spec: ${spec}`)
    if (add.some(other => sameTaint(other, taint))) {
      throw usageError(
        path,
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`,
      )
    }
    add.push(taint)
  }
  return { add, remove }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/taint/utils.go parseTaint
function parseTaint(spec: string, path: string): Taint {
  const bad = (more = '') => usageError(path, `invalid taint spec: ${spec}${more}`)
  const [first = '', effect, rest] = spec.split(':')
  if (rest !== undefined) throw bad()
  if (effect === undefined) {
    const problems = qualifiedName(first)
    if (problems.length > 0) throw bad(`, ${problems.join('; ')}`)
    return { key: first, effect: '' }
  }
  if (!isTaintEffect(effect)) throw usageError(path, `invalid taint effect: ${effect}, unsupported taint effect`)
  const [key = '', value, more] = first.split('=')
  if (more !== undefined) throw bad()
  const valueProblems = labelValue(value ?? '')
  const problems = valueProblems.length > 0 ? valueProblems : qualifiedName(key)
  if (problems.length > 0) throw bad(`, ${problems.join('; ')}`)
  return value === undefined || value === '' ? { key, effect } : { key, value, effect }
}

function validate({ flags, session }: Invocation, resources: readonly string[], { add, remove }: TaintChanges): void {
  const [word = ''] = resources
  const type = findResourceType(session.client.resourceTypes(), word)
  if (type === undefined) throw new CommandFailure(`the server doesn't have a resource type ${goQuote(word)}`)
  if (type.kind !== 'Node')
    throw new PlainError(`invalid resource type ${word.toLowerCase()}, only node types are supported`)
  const conflicts = add.flatMap(taint =>
    remove
      .filter(({ key, effect }) => key === taint.key && (effect === '' || effect === taint.effect))
      .map(({ key, effect }) => `${key}=${effect}`),
  )
  if (conflicts.length > 0) {
    throw new PlainError(
      `can not both modify and remove the following taint(s) in the same command: ${conflicts.join(', ')}`,
    )
  }
  const hasSelector = flags.string('selector') !== ''
  if (flags.bool('all') && hasSelector)
    throw new PlainError("setting 'all' parameter with a non empty selector is prohibited")
  const selecting = flags.bool('all') || hasSelector
  if (!selecting && resources.length < 2) {
    throw new PlainError("at least one resource name must be specified since 'all' parameter is not set")
  }
}

const sameTaint = (a: Taint, b: Taint) => a.key === b.key && a.effect === b.effect

// Models staging/src/k8s.io/kubectl/pkg/cmd/taint/utils.go reorganizeTaints
function changeTaints({ object, name }: LiveTarget, { add, remove }: TaintChanges, overwrite: boolean) {
  const before = (object as Node).spec.taints ?? []
  const taken = add.filter(taint => before.some(old => sameTaint(old, taint)))
  if (!overwrite && taken.length > 0) {
    const keys = taken.map(taint => taint.key).join(',')
    throw new PlainError(`node ${name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`)
  }
  let taints = [...add, ...before.filter(old => !add.some(taint => sameTaint(old, taint)))]
  const added = taints.length !== before.length
  let deleted = false
  const errors: PlainError[] = []
  for (const { key, effect } of remove) {
    const left = taints.filter(taint => taint.key !== key || (effect !== '' && taint.effect !== effect))
    deleted = left.length !== taints.length
    if (!deleted) errors.push(new PlainError(`taint ${goQuote(effect === '' ? key : `${key}:${effect}`)} not found`))
    taints = left
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new CommandFailure(new ErrorList(errors).message)
  const outcome = (added && deleted) || overwrite ? 'modified' : added ? 'tainted' : 'untainted'
  return { taints, outcome }
}

function writeTaints({ session }: Invocation, { name, object }: LiveTarget, taints: readonly Taint[], dryRun: string) {
  if (dryRun === 'client') return object
  const body = { spec: { taints: taints.length === 0 ? null : taints } }
  return session.client.patch('nodes', undefined, name, 'merge', body, {
    dryRun: dryRun === 'server',
    because: 'tainted by a person',
  })
}
