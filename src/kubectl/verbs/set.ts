import type { CommandSpec } from '../command/command-spec'
import { setEnvCommand } from './set-env'
import { setImageCommand } from './set-image'
import { setResourcesCommand } from './set-resources'
import { setSelectorCommand } from './set-selector'
import { setServiceAccountCommand } from './set-service-account'
import { setSubjectCommand } from './set-subject'

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
