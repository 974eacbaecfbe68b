import type { PropagationPolicy } from '../../k8s/api-client'
import type { Taint } from '../../k8s/node'
import type { NewObject } from '../../k8s/object'

/** A recorded trace: a cluster, then steps, each with what the cluster looked like once it had come to rest. */
export interface Trace {
  readonly name: string
  readonly about: string
  readonly clusterArgs?: readonly string[]
  /** [kind, reason] of events that two components race for. */
  readonly eventsLeftOut?: readonly (readonly [string, string])[]
  readonly nodes: readonly TraceNode[]
  readonly steps: readonly TraceStep[]
}

export interface TraceNode {
  readonly name: string
  /** Nodes of one group are alike: which of them something happens to is chance. */
  readonly group: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  readonly unschedulable: boolean
  readonly cpu: string
  readonly memory: string
  readonly pods: string
  readonly ready?: boolean
}

export interface TraceStep {
  readonly do: Operation
  /** What the command printed to stderr, or the API's message, when it was refused. */
  readonly error?: string
  readonly notCompared?: readonly (keyof Snapshot)[]
  readonly after: Snapshot
}

/** Which pods a step is about; absent parts do not narrow it. */
export interface PodSelector {
  readonly group?: string
  readonly node?: string
  readonly app?: string
  readonly revision?: number
  /** First words of states, with `|` between. */
  readonly state?: string
  readonly orphan?: boolean
  readonly count?: number
}

interface OfNodes {
  readonly node?: string
  readonly group?: string
}

export type KubeletOperation = 'run' | 'runNotReady' | 'unready' | 'fail' | 'succeed' | 'confirm'

export type Operation =
  | { readonly op: 'apply'; readonly object?: NewObject; readonly objects?: readonly NewObject[] }
  | {
      readonly op: 'patch'
      readonly kind: string
      readonly name: string
      readonly type?: 'merge' | 'strategic'
      readonly body: unknown
    }
  | {
      readonly op: 'delete'
      readonly kind: string
      readonly name?: string
      readonly of?: string
      readonly revision?: number
      readonly cascade?: Lowercase<PropagationPolicy>
      readonly gracePeriodSeconds?: number
    }
  | { readonly op: 'undo'; readonly name: string; readonly toRevision?: number }
  | { readonly op: 'restart'; readonly name: string }
  | { readonly op: 'addNode'; readonly nodes: readonly TraceNode[] }
  | ({ readonly op: 'deleteNode' | 'cordon' | 'uncordon' } & OfNodes)
  | ({ readonly op: 'label'; readonly labels: Readonly<Record<string, string | null>> } & OfNodes)
  | ({ readonly op: 'taint'; readonly taints: readonly Taint[] } & OfNodes)
  | { readonly op: KubeletOperation; readonly sel?: PodSelector }
  | { readonly op: 'deletePod'; readonly sel?: PodSelector; readonly gracePeriodSeconds?: number }
  | { readonly op: 'labelPod'; readonly sel?: PodSelector; readonly labels: Readonly<Record<string, string | null>> }
  | { readonly op: 'removeFinalizers'; readonly sel?: PodSelector }
  | { readonly op: 'nodeReady'; readonly node: string; readonly ready: boolean }
  | { readonly op: 'pressure'; readonly node: string; readonly type: string; readonly on: boolean }
  | { readonly op: 'powerOff' | 'powerOn'; readonly node: string }
  | { readonly op: 'wait'; readonly seconds: number }

/** What is compared after a step. Nodes appear by group, as sorted lists of texts. */
export interface Snapshot {
  readonly pods: Readonly<Record<string, readonly string[]>>
  readonly unbound: readonly Readonly<Record<string, unknown>>[]
  readonly orphans: readonly string[]
  readonly status?: Readonly<Record<string, unknown>>
  readonly revisions: Readonly<Record<string, unknown>>
  readonly taints?: Readonly<Record<string, readonly string[]>>
  readonly deployments?: Readonly<Record<string, unknown>>
  readonly events: readonly TraceEvent[]
}

/** Type, reason, message, how often (`*`: a back-off repeats it), and `KIND/NAME`. */
export type TraceEvent = readonly [type: string, reason: string, message: string, count: number | '*', object: string]
