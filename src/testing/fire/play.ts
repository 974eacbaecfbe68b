import type { ChangeSet } from '../../engine/change-set'
import type { KubeObject } from '../../k8s/object'
import type { Scenario } from '../../scenario/scenario'
import { decodeScenario, encodeScenario } from '../../scenario/share-link'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import { ClusterUnderFire } from './cluster-under-fire'
import { INVARIANTS } from './invariants/index'
import type { Invariant } from './invariants/invariant'
import { happen, heal, pauseBetween, touch } from './operations'
import { sameBytes } from './same-bytes'

/** Virtual time that a mended cluster is given at most: the longest back-off is five minutes. */
const REST = 480_000
/** How often it is asked whether all is well by now. */
const LOOK = 30_000

export interface Violation {
  readonly invariant: string
  /** What is wrong, in a sentence. */
  readonly problem: string
  /** Virtual milliseconds. */
  readonly at: number
}

export interface FireResult {
  readonly seed: number
  readonly steps: number
  readonly transactions: number
  readonly violation?: Violation
  /** Everything that was done, up to the violation: as a link it opens in the playground. */
  readonly scenario: Scenario
}

/** Plays so many random operations on a small cluster and checks every invariant, then replays them and compares the bytes. */
export function playUnderFire(seed: number, steps: number, invariants = INVARIANTS): FireResult {
  const cluster = new ClusterUnderFire(seed)
  const { session } = cluster
  const beginning = session.engine.objects()
  const changes: ChangeSet[] = []
  let violation: Violation | undefined
  const blame = (invariant: string, problem: string | undefined) => {
    if (problem !== undefined) violation ??= { invariant, problem, at: session.now }
  }
  const watching = Object.entries(invariants).map(([name, start]) => [name, start(cluster)] as const)
  session.engine.onChange(change => {
    changes.push(change)
    for (const [name, { afterChange }] of watching) if (afterChange) blame(name, afterChange(change))
  })
  const step = (act: () => void, time: number) => {
    guarded(blame, () => {
      act()
      session.advance(session.now + time)
      for (const [name, { afterStep }] of watching) if (afterStep) blame(name, afterStep())
    })
    session.takeNews()
    return violation === undefined
  }
  session.replay()
  let done = 0
  while (done < steps && step(() => happen(cluster), pauseBetween(cluster))) done += 1
  let unrest: readonly [invariant: string, problem: string] | undefined
  let mended = violation === undefined && step(() => heal(cluster), LOOK)
  for (let rested = LOOK; mended; rested += LOOK) {
    mended = step(() => touch(cluster, rested), LOOK)
    unrest = firstUnrest(watching)
    if (unrest === undefined || rested >= REST) break
  }
  if (unrest !== undefined) blame(...unrest)
  const scenario = session.scenario()
  if (violation === undefined) blame('a replay gives the same bytes', replayProblem(scenario, beginning, changes))
  const result = { seed, steps: done, transactions: changes.length, scenario }
  return violation === undefined ? result : { ...result, violation }
}

/** Whether all is well by now says the last invariant: the others, some of which look far back, are asked when it agrees. */
function firstUnrest(watching: readonly (readonly [string, Invariant])[]): [string, string] | undefined {
  for (const [name, { atRest }] of watching.toReversed()) {
    const problem = atRest?.()
    if (problem !== undefined) return [name, problem]
  }
  return undefined
}

/** A crash is a violation too. */
function guarded(blame: (invariant: string, problem: string) => void, act: () => void): void {
  try {
    act()
  } catch (error) {
    blame('nothing crashes', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

/** Opens the scenario as another person would, from its link, and compares every transaction. */
function replayProblem(
  scenario: Scenario,
  beginning: readonly KubeObject[],
  changes: readonly ChangeSet[],
): string | undefined {
  const opened = decodeScenario(encodeScenario(scenario))
  if (!opened.ok) return `its link cannot be opened: ${opened.error}`
  const session = new Session(opened.value, createShell, 'later')
  if (!sameBytes(asNew(beginning), asNew(session.engine.objects()))) return 'it begins with other objects'
  let count = 0
  let difference: string | undefined
  session.engine.onChange(change => {
    const first = changes[count]
    count += 1
    if (first === undefined || difference !== undefined || isSame(first, change)) return
    difference = `transaction ${count} was ${excerpt(first)}, and is ${excerpt(change)}`
  })
  session.replay(() => {
    session.takeNews()
    return difference !== undefined
  })
  if (difference !== undefined) return difference
  return count === changes.length ? undefined : `${changes.length} transactions at first, ${count} in the replay`
}

/** What was before is what an earlier transaction wrote, and the same. */
function isSame(one: ChangeSet, other: ChangeSet): boolean {
  const { added, updated, removed } = one
  return (
    one.sequence === other.sequence &&
    one.time === other.time &&
    one.by === other.by &&
    one.because === other.because &&
    added.length === other.added.length &&
    updated.length === other.updated.length &&
    removed.length === other.removed.length &&
    added.every((value, i) => sameBytes(asNew(value), asNew(other.added[i]))) &&
    updated.every(([before, value], i) =>
      sameBytes({ value, before }, { value: other.updated[i]?.[1], before: other.updated[i]?.[0] }),
    ) &&
    removed.every(({ metadata }, i) => metadata.uid === other.removed[i]?.metadata.uid)
  )
}

const asNew = (value: unknown) => ({ value, before: undefined })

function excerpt({ sequence, time, by, because, added, updated, removed }: ChangeSet): string {
  const written = [...added, ...updated.map(([, after]) => after)]
  const gone = removed.map(({ metadata }) => metadata.uid)
  return JSON.stringify([sequence, time, by, because, written, gone]).slice(0, 200)
}
