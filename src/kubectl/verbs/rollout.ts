import type { CommandSpec } from '../command/command-spec'
import { rolloutHistoryCommand } from './rollout-history'
import { rolloutPauseCommand, rolloutResumeCommand } from './rollout-pause'
import { rolloutRestartCommand } from './rollout-restart'
import { rolloutStatusCommand } from './rollout-status'
import { rolloutUndoCommand } from './rollout-undo'

export const rolloutCommand: CommandSpec = {
  name: 'rollout',
  short: 'Manage the rollout of a resource',
  long: 'Manage the rollout of one or many resources.\n        \n Valid resource types include:\n\n  *  deployments\n  *  daemonsets\n  *  statefulsets',
  examples: `  # Rollback to the previous deployment
  kubectl rollout undo deployment/abc
  
  # Check the rollout status of a daemonset
  kubectl rollout status daemonset/foo
  
  # Restart a deployment
  kubectl rollout restart deployment/abc
  
  # Restart deployments with the 'app=nginx' label
  kubectl rollout restart deployment --selector=app=nginx`,
  group: 'Deploy Commands',
  usage: 'SUBCOMMAND [options]',
  subcommands: [
    rolloutHistoryCommand,
    rolloutPauseCommand,
    rolloutRestartCommand,
    rolloutResumeCommand,
    rolloutStatusCommand,
    rolloutUndoCommand,
  ],
}
