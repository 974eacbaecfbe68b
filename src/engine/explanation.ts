import type { Taint } from '../k8s/node'
import type { Toleration } from '../k8s/pod'

/**
 * One rule that decides whether a DaemonSet runs on a node, with its verdict. `code` and `params` are for translation;
 * `path` is the field of the DaemonSet, `label` and `taint` what it is about on the node, for highlighting.
 */
export interface PlacementRule {
  readonly kind: 'nodeName' | 'nodeSelector' | 'nodeAffinity' | 'taint' | 'room'
  /** Such as `nodeSelector disktype=ssd` or `taint dedicated=gpu:NoSchedule`. */
  readonly subject: string
  readonly verdict: 'pass' | 'fail' | 'ignored'
  /** What a failed rule costs: a new Pod (`run`), or also the Pod that is there (`stay`). */
  readonly costs: 'nothing' | 'run' | 'stay'
  readonly code: PlacementRuleCode
  readonly params: Readonly<Record<string, string>>
  readonly path?: string
  readonly label?: string
  readonly taint?: Taint
  /** The toleration that lets the taint pass, and whether the controller adds it by itself. */
  readonly toleration?: Toleration
  readonly automatic?: boolean
}

export type PlacementRuleCode =
  | 'node-name-matches'
  | 'node-name-differs'
  | 'label-matches'
  | 'label-missing'
  | 'label-differs'
  | 'affinity-matches'
  | 'affinity-differs'
  | 'taint-tolerated'
  | 'taint-tolerated-automatically'
  | 'taint-prefer-only'
  | 'taint-no-schedule'
  | 'taint-no-execute'
  | 'host-port-taken'
  | 'no-room'

/** What the cluster's version does here that newer ones do otherwise. For translation. */
export interface VersionNote {
  readonly code: VersionNoteCode
  /** `1.21` */
  readonly version: string
}

export type VersionNoteCode =
  | 'max-surge-dropped'
  | 'placed-by-controller'
  | 'control-plane-called-master'
  | 'platform-labels-beta'
  | 'unavailable-old-pods-free'
  | 'taint-counted-at-once'
  | 'lost-node-untainted'

/** Does this DaemonSet run on this node? The three lamps, and every rule behind them. */
export interface NodeVerdict {
  readonly node: string
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
  /** Names of the DaemonSet's Pods on the node, oldest first. */
  readonly pods: readonly string[]
  /** The first failed rule, in a few words that need no context: `taint dedicated=gpu:NoSchedule`. */
  readonly obstacle?: PlacementRule
}

export interface NodeExplanation extends NodeVerdict {
  readonly rules: readonly PlacementRule[]
}

export type BudgetReason = 'no-pod' | 'terminating' | 'not-ready' | 'not-available-yet' | 'unscheduled'

export interface RolloutExplanation {
  readonly strategy: 'RollingUpdate' | 'OnDelete'
  readonly state: 'idle' | 'progressing' | 'complete' | 'stuck' | 'waiting-for-deletes'
  /** In nodes, percentages already resolved against the nodes that should run a Pod. */
  readonly maxUnavailable: number
  readonly maxSurge: number
  /** Which nodes use the budget up, and why. */
  readonly usedBy: readonly { readonly node: string; readonly reason: BudgetReason; readonly pod?: string }[]
  readonly updated: number
  readonly desired: number
}

export interface DaemonSetCounts {
  readonly desired: number
  readonly current: number
  readonly ready: number
  readonly upToDate: number
  readonly available: number
  readonly misscheduled: number
}

export interface DaemonSetExplanation {
  readonly namespace: string
  readonly name: string
  /** What the API says (`.status`), and what is true at this moment: they differ when the controller has not looked again. */
  readonly api: DaemonSetCounts
  readonly now: DaemonSetCounts
  readonly observed: boolean
  readonly nodes: readonly NodeVerdict[]
  readonly rollout: RolloutExplanation
  /** Where the version of Kubernetes matters; empty for the newest. */
  readonly versionNotes: readonly VersionNote[]
  /** Revisions, oldest first; `hash` is the pods' `controller-revision-hash`. */
  readonly revisions: readonly { readonly revision: number; readonly hash: string; readonly current: boolean }[]
}
