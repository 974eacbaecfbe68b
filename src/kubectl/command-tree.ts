import type { CommandSpec } from './command/command-spec'
import { annotateCommand } from './verbs/annotate'
import { applyCommand } from './verbs/apply'
import { cordonCommand, uncordonCommand } from './verbs/cordon'
import { deleteCommand } from './verbs/delete'
import { describeCommand } from './verbs/describe'
import { getCommand } from './verbs/get'
import { labelCommand } from './verbs/label'
import { rolloutCommand } from './verbs/rollout'
import { setCommand } from './verbs/set'
import { taintCommand } from './verbs/taint'

/** Every command of kubectl, in the order of its help. A new verb is one file and one line here. */
export const KUBECTL: CommandSpec = {
  name: 'kubectl',
  short: 'kubectl controls the Kubernetes cluster manager',
  usage: '[flags] [options]',
  subcommands: [
    setCommand,
    getCommand,
    deleteCommand,
    rolloutCommand,
    cordonCommand,
    uncordonCommand,
    taintCommand,
    describeCommand,
    applyCommand,
    labelCommand,
    annotateCommand,
  ],
}
