import type { CommandIo, CommandRun } from '../../base/command'
import type { KubectlSession } from '../kubectl-session'
import type { FlagSet, FlagSpec } from './flag-set'

/** One run of a command: what was typed, sorted, and what it may touch. */
export interface Invocation {
  readonly session: KubectlSession
  readonly io: CommandIo
  /** `kubectl rollout status` */
  readonly path: string
  readonly args: readonly string[]
  /** How many arguments stood before `--`; -1 without one. */
  readonly dash: number
  readonly flags: FlagSet
  /** What the server has warned of in this run: each warning is printed once. */
  readonly warned: Set<string>
}

/** What a word after the command can be, for completion. */
export type ArgumentKind = 'resource' | 'node' | 'pod' | 'file' | 'context' | 'none'

/** One command of the tree, as data. What help says of it at length is in documentation/. */
export interface CommandSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The words that suggest this command although they are not close to its name. */
  readonly suggestFor?: readonly string[]
  /** One line. */
  readonly short: string
  /** Which heading of `kubectl help` it stands under. */
  readonly group?: CommandGroup
  readonly flags?: readonly FlagSpec[]
  readonly completes?: ArgumentKind
  readonly subcommands?: readonly CommandSpec[]
  readonly hidden?: boolean
  /** Its flags are not known here: it says the same whatever they are. */
  readonly ignoresFlags?: boolean
  /** A group whose help, shown for want of a subcommand, is a complaint. */
  readonly helpGoesToStderr?: boolean
  /** How a command that does it in its own way ends after a flag that is wrong. */
  flagErrors?(path: string): { readonly exitCode: number; readonly hint: string }
  readonly run?: (invocation: Invocation) => CommandRun
}

export const COMMAND_GROUPS = [
  'Basic Commands (Beginner)',
  'Basic Commands (Intermediate)',
  'Deploy Commands',
  'Cluster Management Commands',
  'Troubleshooting and Debugging Commands',
  'Advanced Commands',
  'Settings Commands',
  'Other Commands',
] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]
