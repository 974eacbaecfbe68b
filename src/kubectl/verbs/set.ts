import type { CommandSpec } from '../command/command-spec'
import { setEnvCommand } from './set-env'
import { setImageCommand } from './set-image'
import { setSelectorCommand, setServiceAccountCommand, setSubjectCommand } from './set-others'
import { setResourcesCommand } from './set-resources'

export const setCommand: CommandSpec = {
  name: 'set',
  short: 'Set specific features on objects',
  group: 'Basic Commands (Beginner)',
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
