import type { KubernetesVersion } from '../engine/version-behaviour'

/** Version of the format. A link or file with a higher one is from a newer playground. */
export const SCENARIO_FORMAT = 1

/** A cluster, files and everything that was done: state at any time is a function of this. */
export interface Scenario {
  readonly format: typeof SCENARIO_FORMAT
  readonly title: string
  /** The gallery entry it came from: its note is shown. */
  readonly gallery?: string
  /** The version of Kubernetes that the cluster is. */
  readonly version: KubernetesVersion
  readonly seed: number
  readonly nodes: readonly ScenarioNode[]
  /** Name to text, in the order of the tabs: the files at the beginning, before the first log entry. */
  readonly files: Readonly<Record<string, string>>
  readonly log: readonly LogEntry[]
  /** Virtual milliseconds at which the clock stands. */
  readonly time: number
  /** What runs by itself when the clock gets there, as a recording does. The first thing that a person does ends it. */
  readonly script?: readonly LogEntry[]
  /** Where reset goes back to: how many log entries belong to the scenario's beginning, and its time. Absent: the very start. */
  readonly start?: { readonly entries: number; readonly time: number }
  /** What is in the editor now, where it differs from the files after the log. */
  readonly drafts?: Readonly<Record<string, string>>
  readonly view?: ScenarioView
}

export interface ScenarioNode {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  /** As kubectl writes them: `key=value:Effect`. */
  readonly taints?: readonly string[]
  readonly controlPlane?: boolean
  readonly cpu?: string
  readonly memory?: string
  readonly pods?: string
}

/** One command line at its virtual time. `files` are those that changed since the entry before (null: removed). */
export interface LogEntry {
  readonly at: number
  readonly line: string
  readonly files?: Readonly<Record<string, string | null>>
}

export interface ScenarioView {
  readonly openFile?: string
  readonly groupBy?: string
  readonly daemonSet?: string
  readonly selected?: string
  readonly positions?: Readonly<Record<string, readonly [x: number, y: number]>>
}
