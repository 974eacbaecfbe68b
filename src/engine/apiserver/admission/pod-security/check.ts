import type { PodSpec } from '../../../../k8s/pod'

export type Level = 'privileged' | 'baseline' | 'restricted'

/** What is checked: a Pod, or the template of one, under the policies of a minor version. */
export interface Subject {
  readonly spec: PodSpec
  readonly annotations: Readonly<Record<string, string>>
  readonly minor: number
}

/** One rule of a policy. */
export interface Check {
  /** The minor version with which the rule came. */
  readonly since: number
  /** From this minor version on, a stricter rule of `restricted` stands in its place at that level. */
  readonly until?: number
  readonly reason: string | ((subject: Subject) => string)
  /** Who breaks the rule and how; empty, false or undefined when nobody does. */
  readonly detail: (subject: Subject) => string | false | undefined
}
