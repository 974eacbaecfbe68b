import type { CommandRun } from '../../base/command'
import { isNotFound } from '../../k8s/api-client'
import { goQuote } from '../../k8s/go-quote'
import type { Condition, KubeObject } from '../../k8s/object'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAG,
  LOCAL_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { ErrorList, PlainError, throwIfAny } from '../command/failure'
import { relaxedPath } from '../output/custom-columns'
import { JsonPath } from '../output/jsonpath'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { readTarget } from '../resources/resource-selection'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'
import { waitUntil } from '../resources/wait-until'
import { isGone } from './delete'

type Goal =
  | { readonly type: 'delete' }
  | { readonly type: 'create' }
  | { readonly type: 'met'; readonly isMet: (object: KubeObject) => boolean }

/** What the client says when kubectl asks whether an object is gone after the deadline that all objects share. */
const TOO_LATE = 'client rate limiter Wait returned an error: context deadline exceeded'

// Models staging/src/k8s.io/kubectl/pkg/cmd/wait/wait.go
export const waitCommand: CommandSpec = {
  name: 'wait',
  short: 'Wait for a specific condition on one or many resources',
  group: 'Advanced Commands',
  completes: 'resource',
  flags: [
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    FIELD_SELECTOR_FLAG,
    FILENAME_FLAG,
    { name: 'recursive', short: 'R', type: 'bool', default: 'true' },
    {
      name: 'for',
      type: 'list',
      default: '[]',
    },
    LOCAL_FLAG,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    { name: 'timeout', type: 'duration', default: '30s' },
  ],
  *run(invocation) {
    const { args, flags, io } = invocation
    const [wanted] = flags.list('for')
    if (wanted === undefined) throw new PlainError('unrecognized condition: []')
    const goal = goalOf(wanted)
    const timeout = flags.duration('timeout')
    const patience = timeout < 0 ? 7 * 86_400_000 : timeout
    if (goal.type === 'create') yield* waitForCreation(invocation, patience)
    const { targets, errors } = liveTargets(invocation, { words: args })
    const read = goal.type === 'delete' ? errors.filter(error => !isNotFound(error)) : errors
    if (targets.length === 0 && read.length === 0 && goal.type !== 'delete')
      throw new PlainError('no matching resources found')
    const failed: unknown[] = [...read]
    const report = reporter(flags, io, 'none')
    const deadline = io.now() + patience
    for (const target of targets) {
      const left = deadline - io.now()
      // All objects share the deadline; once it has passed, kubectl no longer looks at the others.
      const looks = left > 0 || patience === 0
      const met = looks && (yield* waitUntil(io, left, () => reached(invocation, target, goal)))
      if (met) report(target.type, target.object, 'condition met')
      else failed.push(new PlainError(!looks && goal.type === 'delete' ? TOO_LATE : unmetText(target, patience)))
    }
    throwIfAny(failed)
    return 0
  },
}

function unmetText({ type, name }: LiveTarget, patience: number): string {
  const what = patience === 0 ? 'condition not met for' : 'timed out waiting for the condition on'
  return `${what} ${type.plural}/${name}`
}

function goalOf(text: string): Goal {
  const lower = text.toLowerCase()
  if (lower === 'delete') return { type: 'delete' }
  if (lower === 'create') return { type: 'create' }
  if (lower.startsWith('condition=')) {
    const [name = '', value = 'true'] = text.slice('condition='.length).split('=')
    return { type: 'met', isMet: object => conditionHolds(object, name, value) }
  }
  if (lower.startsWith('jsonpath=')) return jsonPathGoal(text.slice('jsonpath='.length))
  throw new PlainError(`unrecognized condition: ${goQuote(text)}`)
}

function conditionHolds({ status, metadata }: KubeObject, name: string, value: string): boolean {
  const { conditions, observedGeneration } = (status ?? {}) as {
    readonly conditions?: readonly Condition[]
    readonly observedGeneration?: number
  }
  const condition = conditions?.find(({ type }) => type.toLowerCase() === name.toLowerCase())
  if (condition === undefined) return false
  const observed = condition.observedGeneration ?? observedGeneration
  if (observed !== undefined && metadata.generation !== undefined && observed < metadata.generation) return false
  return condition.status.toLowerCase() === value.toLowerCase()
}

function jsonPathGoal(text: string): Goal {
  const close = text.startsWith('{') ? text.lastIndexOf('}') : -1
  const equals = text.indexOf('=', close + 1)
  const path = equals < 0 ? text : text.slice(0, equals)
  const value = equals < 0 ? undefined : text.slice(equals + 1)
  if (path !== '' && value === '')
    throw new PlainError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    )
  if (path === '') throw new PlainError('jsonpath expression cannot be empty')
  const jsonPath = new JsonPath(relaxedPath(path))
  return { type: 'met', isMet: object => pathHolds(jsonPath, object, value?.replace(/^["']+|["']+$/g, '')) }
}

/** Whether the path finds that value, or any. Throws PlainError where it finds what cannot be compared. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/wait/json.go checkCondition
function pathHolds(path: JsonPath, object: KubeObject, value: string | undefined): boolean {
  const [found = [], more] = path.find(object)
  const [only] = found
  if (only === undefined) return false
  if (more !== undefined) throw new PlainError('given jsonpath expression matches more than one list')
  if (found.length > 1) throw new PlainError('given jsonpath expression matches more than one value')
  if (value === undefined) return true
  if (typeof only === 'object') throw new PlainError('jsonpath leads to a nested object or list which is not supported')
  return String(only).trim() === value.trim()
}

function reached({ session }: Invocation, target: LiveTarget, goal: Goal): boolean {
  if (goal.type === 'create') return true
  if (goal.type === 'delete') return isGone(session.client, target, target.object.metadata.uid)
  return goal.isMet(readTarget(session.client, target))
}

function* waitForCreation(invocation: Invocation, patience: number): CommandRun {
  const { args, io } = invocation
  const there = yield* waitUntil(io, patience, () => {
    const { targets, errors } = liveTargets(invocation, { words: args })
    const other = errors.find(error => !isNotFound(error))
    if (other !== undefined) throw new ErrorList([other])
    return targets.length > 0 && errors.length === 0
  })
  if (!there) throw new PlainError('timed out waiting for the condition')
  return 0
}
