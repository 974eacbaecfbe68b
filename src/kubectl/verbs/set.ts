import type { CommandSpec } from '../command/command-spec'
import { setEnvCommand } from './set-env'
import { setImageCommand } from './set-image'
import { setSelectorCommand, setServiceAccountCommand, setSubjectCommand } from './set-others'
import { setResourcesCommand } from './set-resources'

export const setCommand: CommandSpec = {
  name: 'set',
  short: 'Set specific features on objects',
  long: 'Configure application resources.\n\n These commands help you make changes to existing application resources.',
  group: 'Basic Commands (Beginner)',
  usage: 'SUBCOMMAND [options]',
  helpGoesToStderr: true,
  subcommands: [
    setEnvCommand,
    setImageCommand,
    setResourcesCommand,
    setSelectorCommand,
    setServiceAccountCommand,
    setSubjectCommand,
  ],
}
