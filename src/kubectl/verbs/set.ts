import type { CommandSpec } from '../command/command-spec'
import { setImageCommand } from './set-image'

export const setCommand: CommandSpec = {
  name: 'set',
  short: 'Set specific features on objects',
  group: 'Basic Commands (Beginner)',
  usage: 'SUBCOMMAND [options]',
  subcommands: [setImageCommand],
}
