import type { Node } from '../../k8s/node'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { MachineState, NodeVerdict } from '../../protocol/protocol'
import { nodeLook } from '../objects/node-look'
import { isOrphan, type PodState, podLook } from '../objects/pod-look'
import { revisionOf } from '../objects/revisions'
import { matchesFilter } from './filter'

/**
 * What a cell of the map says of the DaemonSet in focus on its node: a ready Pod of a revision, one on its way, failing,
 * leaving, left behind; none although one is wanted (`missing`), or rightly none (`absent`).
 */
export type CellPod = 'ready' | 'starting' | 'broken' | 'leaving' | 'orphan' | 'missing' | 'absent'

export interface MapCell {
  readonly pod: CellPod
  /** Of a ready Pod, from 1; 0 where it is not known. */
  readonly revision: number
  readonly node: 'ready' | 'not-ready' | 'cordoned' | 'off'
  /** Does not match what was typed to filter. */
  readonly dim: boolean
}

/** What is the same for all cells. */
export interface CellFacts {
  /** Uid of the DaemonSet in focus; '' when there is none. */
  readonly owner: string
  readonly revisions: ReadonlyMap<string, number>
  readonly filter: string
}

interface CellInput {
  readonly node: Node
  readonly pods: readonly Pod[]
  readonly machine: MachineState | undefined
  readonly verdict: Pick<NodeVerdict, 'shouldRun'> | undefined
}

const BY_STATE: Record<PodState, CellPod> = {
  ready: 'ready',
  running: 'starting',
  pending: 'starting',
  pulling: 'starting',
  unscheduled: 'starting',
  broken: 'broken',
  failed: 'broken',
  terminating: 'leaving',
  succeeded: 'leaving',
}

/** The cell of a node. Of several Pods the one that says most is shown: ready before starting before leaving. */
export function mapCell({ node, pods, machine, verdict }: CellInput, facts: CellFacts): MapCell {
  const own = facts.owner === '' ? [] : pods.filter(pod => controllerOf(pod)?.uid === facts.owner)
  const found = own.find(pod => podLook(pod).state === 'ready') ?? own.at(-1)
  return {
    ...(found === undefined
      ? { pod: pods.some(isOrphan) ? 'orphan' : verdict?.shouldRun === true ? 'missing' : 'absent', revision: 0 }
      : {
          pod: BY_STATE[podLook(found).state],
          revision: revisionOf(found, facts.owner, facts.revisions) ?? 0,
        }),
    node: machine?.powered === false ? 'off' : nodeLook(node).health,
    dim: facts.filter !== '' && !matchesFilter(facts.filter, node, pods),
  }
}
