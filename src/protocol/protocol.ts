import type { ChangeSet } from '../engine/change-set'
import type { DaemonSetExplanation, NodeExplanation } from '../engine/explanation'
import type { MachineState } from '../engine/machines'
import type { KubeObject } from '../k8s/object'
import type { LogEntry, Scenario } from '../scenario/scenario'

export type { ChangeSet } from '../engine/change-set'
export type {
  BudgetReason,
  DaemonSetCounts,
  DaemonSetExplanation,
  NodeExplanation,
  NodeVerdict,
  PlacementRule,
  VersionNote,
} from '../engine/explanation'
export type { MachineState } from '../engine/machines'
export { KUBERNETES_VERSIONS, type KubernetesVersion } from '../engine/version-behaviour'

/** Goes up when page and worker could misunderstand each other. */
export const PROTOCOL_VERSION = 1

/** Where a command line came from: typed in the terminal, a click or drag on the page, Apply in the editor, or replayed. */
export type CommandSource = 'typed' | 'click' | 'apply' | 'log'

export interface CommandRequest {
  readonly line: string
  readonly source: CommandSource
  /** All files of the editor as they are now; the session works out which changed. */
  readonly files?: Readonly<Record<string, string>>
}

export interface ClockState {
  readonly now: number
  readonly playing: boolean
  /** Virtual seconds per real second, 0.1 to 100. */
  readonly speed: number
  /** Nothing but timers is left to happen. */
  readonly settled: boolean
  /** True while `settle` runs. */
  readonly settling: boolean
}

export interface CommandEcho {
  readonly id: number
  readonly at: number
  readonly line: string
  readonly source: CommandSource
}

/** A text that a command gave the person to edit, and waits for. */
export interface OpenEdit {
  /** The command's id. */
  readonly id: number
  /** As kubectl names it: `kubectl-edit-….yaml`. */
  readonly name: string
  readonly text: string
}

/** Everything that happened since the notification before: at most one a frame. Lists may be empty. */
export interface Update {
  readonly clock: ClockState
  readonly changes: readonly ChangeSet[]
  readonly commands: readonly CommandEcho[]
  readonly output: readonly { readonly id: number; readonly stream: 'out' | 'err'; readonly text: string }[]
  readonly exits: readonly { readonly id: number; readonly code: number }[]
  /** Present when it may have changed. */
  readonly machines?: readonly MachineState[]
  /** For the DaemonSet and node in focus; null when there is none any more. Present when it may have changed. */
  readonly daemonSet?: DaemonSetExplanation | null
  readonly node?: NodeExplanation | null
  /** Files that a command wrote. */
  readonly files?: Readonly<Record<string, string>>
  /** A file that a command wants to be shown in the editor. */
  readonly shownFile?: string
  /** Every text that commands wait for now. Present when it may have changed. */
  readonly edits?: readonly OpenEdit[]
}

/** The whole state, when a scenario is opened or reset: what came before on the page is void. */
export interface Opened {
  readonly protocol: typeof PROTOCOL_VERSION
  readonly objects: readonly KubeObject[]
  /** History so far, oldest first, for the event list and the timeline. */
  readonly history: readonly ChangeSet[]
  readonly clock: ClockState
  readonly machines: readonly MachineState[]
  readonly files: Readonly<Record<string, string>>
  readonly log: readonly LogEntry[]
  /** False when `stopReplay` ended it early: the log above is what was carried out. */
  readonly complete: boolean
  /** What the replayed commands printed. */
  readonly commands: readonly CommandEcho[]
  readonly output: readonly { readonly id: number; readonly stream: 'out' | 'err'; readonly text: string }[]
  readonly exits: readonly { readonly id: number; readonly code: number }[]
  readonly edits: readonly OpenEdit[]
}

export interface Focus {
  /** `namespace/name` */
  readonly daemonSet?: string
  readonly node?: string
}

/** What the worker offers to the page (through comlink). Every call may reject with an Error whose message can be shown. */
export interface PlaygroundHost {
  /**
   * Builds the cluster and replays the log up to `scenario.time`, in slices: `progress` hears how far it is (0 to 1). Updates
   * go to `listener` from then on. Rejects when another `open` comes in between.
   */
  open(scenario: Scenario, listener: (update: Update) => void, progress: (fraction: number) => void): Promise<Opened>
  /** Ends a replay where it stands: `open` answers with what there is. */
  stopReplay(): void
  /** Does nothing: an answer shows that the worker is alive. */
  ping(): void
  /** Runs a command line at the present virtual time; answers its id at once, output and exit come as updates. */
  run(request: CommandRequest): Promise<number>
  /** Loads what only commands need, so that they can run without a network. Rejects when it cannot be had. */
  prepare(): Promise<void>
  /** Ctrl-C. */
  interrupt(id: number): void
  /** The person has closed a text that a command waits for: with what they saved, or null for nothing. */
  closeEdit(id: number, text: string | null): void
  /** Carries out `apply -f` as a server-side dry run: live objects and what they would become, or the errors. */
  preview(files: Readonly<Record<string, string>>, name: string): Promise<ApplyPreview>
  play(): void
  pause(): void
  setSpeed(speed: number): void
  /** To the next change in the cluster, then stands. */
  step(): void
  /** Runs until settled (or for at most ten virtual minutes), without waiting for the wall clock. */
  settle(): void
  focus(focus: Focus): void
  /** Completions for the terminal: candidates for the last word of `line`. */
  complete(line: string): Promise<readonly string[]>
  /** The present state as a scenario, for links and files. */
  scenario(): Scenario
}

export interface ApplyPreview {
  readonly objects: readonly {
    readonly kind: string
    readonly name: string
    /** YAML of the live object without what the server manages; '' when it does not exist. */
    readonly live: string
    readonly after: string
  }[]
  /** As kubectl prints them; `document` counts from 0, `field` as in the server's message. */
  readonly errors: readonly {
    readonly message: string
    readonly document?: number
    readonly field?: string
    readonly line?: number
  }[]
}
