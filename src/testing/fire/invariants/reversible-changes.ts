import { type ChangeSet, reverseChange } from '../../../engine/change-set'
import { type KubeObject, objectKey } from '../../../k8s/object'
import { STEPS_BETWEEN_ALL, type StartInvariant } from './invariant'

/**
 * Each change set names what was there before, and all of them reversed lead from the end back to the bytes of the beginning.
 * That nobody touches what has been stored shows in the replay, whose objects are compared as soon as they are written.
 */
export const reversibleChanges: StartInvariant = ({ engine }) => {
  const copy = new Map<string, KubeObject>()
  const beginning = bytesOf(engine.objects())
  const changes: ChangeSet[] = []

  const keep = (object: KubeObject) => {
    copy.set(keyOf(object), object)
  }
  const problemWith = (before: KubeObject): string | undefined =>
    copy.get(keyOf(before)) === before
      ? undefined
      : `${keyOf(before)}: the change set names another object than the one stored before`
  const follow = ({ added, updated, removed }: ChangeSet): string | undefined => {
    for (const [before, after] of updated) {
      const problem = problemWith(before)
      if (problem !== undefined) return problem
      keep(after)
    }
    for (const object of removed) {
      const problem = problemWith(object)
      if (problem !== undefined) return problem
      copy.delete(keyOf(object))
    }
    for (const object of added) {
      if (copy.has(keyOf(object))) return `${keyOf(object)} was added although it was there`
      keep(object)
    }
    return undefined
  }

  const compareAll = (): string | undefined => {
    const stored = new Set(engine.objects())
    if (stored.size !== copy.size) return `the changes lead to ${copy.size} objects, and ${stored.size} are stored`
    for (const [key, object] of copy) {
      if (!stored.has(object)) return `the changes lead to another ${key} than the one stored`
    }
    return undefined
  }

  for (const object of engine.objects()) keep(object)
  let steps = 0
  return {
    afterChange(change) {
      changes.push(change)
      return follow(change)
    },
    afterStep() {
      steps += 1
      return steps % STEPS_BETWEEN_ALL === 0 ? compareAll() : undefined
    },
    atRest() {
      const problem = compareAll()
      if (problem !== undefined) return problem
      const state = new Map(engine.objects().map(object => [keyOf(object), object]))
      for (const change of changes.toReversed()) apply(state, reverseChange(change))
      return bytesOf([...state.values()]) === beginning
        ? undefined
        : 'all changes reversed do not lead to the beginning'
    },
  }
}

function apply(state: Map<string, KubeObject>, { added, updated, removed }: ChangeSet): void {
  for (const object of removed) state.delete(keyOf(object))
  for (const object of added) state.set(keyOf(object), object)
  for (const [, after] of updated) state.set(keyOf(after), after)
}

const keyOf = (object: KubeObject) => `${object.apiVersion} ${object.kind} ${objectKey(object)}`

/** Independent of the order in which they are kept. */
const bytesOf = (objects: readonly KubeObject[]) =>
  objects
    .map(object => `${keyOf(object)} ${JSON.stringify(object)}`)
    .sort()
    .join('\n')
