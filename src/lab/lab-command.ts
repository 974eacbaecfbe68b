import type { CommandIo } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import type { Machines } from '../engine/machines'
import type { ApiClient } from '../k8s/api-client'
import type { FlagSet, FlagSpec } from '../kubectl/command/flag-set'

/** What can be done to the components themselves. */
export type ControlPlane = Pick<
  Engine,
  'componentNames' | 'pauseComponent' | 'resumeComponent' | 'holdWatch' | 'releaseWatch' | 'caches'
>

/** What a lab command may touch. */
export interface LabContext {
  readonly machines: Machines
  readonly controlPlane: ControlPlane
  readonly client: ApiClient
  readonly io: CommandIo
  readonly args: readonly string[]
  readonly flags: FlagSet
}

/** One `lab` command as data: `lab node add …`. */
export interface LabCommand {
  /** `node add` */
  readonly name: string
  /** After the name. */
  readonly usage: string
  readonly help: string
  readonly flags?: readonly FlagSpec[]
  readonly completes?: 'node' | 'pod' | 'none'
  /** Throws LabError, or a RangeError of the machines. */
  run(context: LabContext): void
}

/** A slip in a lab line, with what to type instead. */
export class LabError extends Error {}

/** The arguments, at least one. Throws LabError. */
export function atLeastOne(args: readonly string[], what: string, example: string): readonly string[] {
  if (args.length === 0) throw new LabError(`${what} missing. For example: ${example}`)
  return args
}
