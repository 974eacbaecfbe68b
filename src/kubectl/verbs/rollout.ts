import type { CommandSpec } from '../command/command-spec'
import { rolloutRestartCommand } from './rollout-restart'
import { rolloutStatusCommand } from './rollout-status'
import { rolloutUndoCommand } from './rollout-undo'

export const rolloutCommand: CommandSpec = {
  name: 'rollout',
  short: 'Manage the rollout of a resource',
  group: 'Deploy Commands',
  usage: 'SUBCOMMAND [options]',
  subcommands: [rolloutRestartCommand, rolloutStatusCommand, rolloutUndoCommand],
}
