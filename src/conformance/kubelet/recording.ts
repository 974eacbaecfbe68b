import type { Taint } from '../../k8s/node'

/** What pods go through over time under the real kubelet: one scenario, as recorded. Times are seconds since the first step. */
export interface KubeletRecording {
  readonly name: string
  readonly clusterArgs?: readonly string[]
  readonly nodes: readonly RecordedNode[]
  readonly paths?: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly steps: readonly RecordedStep[]
  /** How long it was watched. */
  readonly seconds: number
  readonly pods: Readonly<Record<string, readonly Entry[]>>
  readonly daemonsets?: Readonly<Record<string, readonly Entry[]>>
  readonly nodeStates?: Readonly<Record<string, readonly Entry[]>>
  readonly events: readonly RecordedEvent[]
  /** Series (`pods/web`) that had another order in a second run. */
  readonly loose?: readonly string[]
  /** Events that only one run had. */
  readonly eventsLoose?: readonly string[]
}

export interface RecordedNode {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly Taint[]
  readonly cpu: number
  readonly memoryGib: number
  readonly pods: number
  readonly off?: boolean
}

export interface RecordedStep {
  readonly at: number
  readonly run?: string
  readonly lab?: string
}

/** One state of a pod, a DaemonSet or a node, from `t` on. */
export interface Entry {
  readonly t: number
  /** Lasted less than a second in at least one run. */
  readonly short?: boolean
  /** Only one of two runs had it. */
  readonly maybe?: boolean
  /** The wait before it is random: what it was in two runs. */
  readonly gaps?: readonly [number, number]
  readonly [field: string]: unknown
}

export type RecordedEvent = readonly [
  time: number | readonly [number, number],
  type: string,
  reason: string,
  message: string,
  count: number | readonly [number, number],
  object: string,
  repeats?: readonly number[],
]

/** An event of our own cluster: the times of its occurrences. */
export interface SeenEvent {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly object: string
  readonly times: number[]
}
