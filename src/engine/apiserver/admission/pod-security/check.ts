import type { PodSpec } from '../../../../k8s/pod'

export type Level = 'privileged' | 'baseline' | 'restricted'

/** One rule of a policy. */
export interface Check {
  /** The minor version with which the rule came. */
  readonly since: number
  /** From this minor version on, a stricter rule of `restricted` stands in its place at that level. */
  readonly until?: number
  readonly reason: string
  /** Who breaks the rule and how; empty, false or undefined when nobody does. */
  readonly detail: (spec: PodSpec, level: Level, minor: number) => string | false | undefined
}
