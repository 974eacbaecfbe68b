import type { CommandSpec } from '../command/command-spec'
import { rolloutHistoryCommand } from './rollout-history'
import { rolloutPauseCommand, rolloutResumeCommand } from './rollout-pause'
import { rolloutRestartCommand } from './rollout-restart'
import { rolloutStatusCommand } from './rollout-status'
import { rolloutUndoCommand } from './rollout-undo'

export const rolloutCommand: CommandSpec = {
  name: 'rollout',
  short: 'Manage the rollout of a resource',
  group: 'Deploy Commands',
  subcommands: [
    rolloutHistoryCommand,
    rolloutPauseCommand,
    rolloutRestartCommand,
    rolloutResumeCommand,
    rolloutStatusCommand,
    rolloutUndoCommand,
  ],
}
