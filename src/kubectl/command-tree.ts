import type { CommandSpec } from './command/command-spec'
import { annotateCommand } from './verbs/annotate'
import { apiResourcesCommand } from './verbs/api-resources'
import { apiVersionsCommand } from './verbs/api-versions'
import { applyCommand } from './verbs/apply'
import { authCommand } from './verbs/auth'
import { clusterInfoCommand } from './verbs/cluster-info'
import { configCommand } from './verbs/config'
import { attachCommand, copyCommand, debugCommand, portForwardCommand } from './verbs/container-access'
import { cordonCommand, uncordonCommand } from './verbs/cordon'
import { createCommand } from './verbs/create'
import { deleteCommand } from './verbs/delete'
import { describeCommand } from './verbs/describe'
import { diffCommand } from './verbs/diff'
import { drainCommand } from './verbs/drain'
import { editCommand } from './verbs/edit'
import { eventsCommand } from './verbs/events'
import { execCommand } from './verbs/exec'
import { explainCommand } from './verbs/explain'
import { exposeCommand } from './verbs/expose'
import { getCommand } from './verbs/get'
import { helpCommandFor, optionsCommand } from './verbs/help'
import { labelCommand } from './verbs/label'
import { logsCommand } from './verbs/logs'
import { patchCommand } from './verbs/patch'
import { replaceCommand } from './verbs/replace'
import { rolloutCommand } from './verbs/rollout'
import { runCommand } from './verbs/run'
import { autoscaleCommand, scaleCommand } from './verbs/scale'
import { setCommand } from './verbs/set'
import { taintCommand } from './verbs/taint'
import { topCommand } from './verbs/top'
import { UNAVAILABLE_COMMANDS } from './verbs/unavailable'
import { versionCommand } from './verbs/version'
import { waitCommand } from './verbs/wait'

const unavailableHere = (name: string) => UNAVAILABLE_COMMANDS.filter(command => command.name === name)

/** Every command of kubectl, in the order of its help. A new verb is one file and one line here. */
const COMMANDS: readonly CommandSpec[] = [
  createCommand,
  exposeCommand,
  runCommand,
  setCommand,
  explainCommand,
  getCommand,
  editCommand,
  deleteCommand,
  rolloutCommand,
  scaleCommand,
  autoscaleCommand,
  ...unavailableHere('certificate'),
  clusterInfoCommand,
  topCommand,
  cordonCommand,
  uncordonCommand,
  drainCommand,
  taintCommand,
  describeCommand,
  logsCommand,
  attachCommand,
  execCommand,
  portForwardCommand,
  ...unavailableHere('proxy'),
  copyCommand,
  authCommand,
  debugCommand,
  eventsCommand,
  diffCommand,
  applyCommand,
  patchCommand,
  replaceCommand,
  waitCommand,
  ...unavailableHere('kustomize'),
  labelCommand,
  annotateCommand,
  ...unavailableHere('completion'),
  apiResourcesCommand,
  apiVersionsCommand,
  configCommand,
  ...unavailableHere('alpha'),
  ...unavailableHere('kuberc'),
  ...unavailableHere('plugin'),
  versionCommand,
  optionsCommand,
]

const GROUP: Pick<CommandSpec, 'name' | 'short'> = {
  name: 'kubectl',
  short: 'kubectl controls the Kubernetes cluster manager',
}

export const KUBECTL: CommandSpec = {
  ...GROUP,
  subcommands: [...COMMANDS, helpCommandFor({ ...GROUP, subcommands: COMMANDS })],
}
