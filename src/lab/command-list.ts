import { CONTROL_PLANE_COMMANDS } from './control-plane-commands'
import { IMAGE_COMMANDS } from './image-commands'
import { KUBELET_COMMANDS } from './kubelet-commands'
import type { LabCommand } from './lab-command'
import { NODE_COMMANDS } from './node-commands'
import { POD_COMMANDS } from './pod-commands'

/** Every `lab` command, in the order of its help. A new happening is one entry in one of these lists. */
export const LAB_COMMANDS: readonly LabCommand[] = [
  ...NODE_COMMANDS,
  ...KUBELET_COMMANDS,
  ...IMAGE_COMMANDS,
  ...POD_COMMANDS,
  ...CONTROL_PLANE_COMMANDS,
]

/** What `lab help` prints. */
export function labHelp(): string {
  const lines = LAB_COMMANDS.map(({ name, usage, help }) => `${`  lab ${name} ${usage}`.trimEnd()}\n      ${help}`)
  return `What happens to the machines under the cluster, and what images do.\n\n${lines.join('\n')}\n`
}
