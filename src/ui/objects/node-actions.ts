import type { Node, Taint } from '../../k8s/node'
import { taintText } from '../../k8s/taints'
import type { MachineState } from '../../protocol/protocol'

export type NodeActionName =
  | 'cordon'
  | 'uncordon'
  | 'drain'
  | 'stopKubelet'
  | 'startKubelet'
  | 'powerOff'
  | 'powerOn'
  | 'diskPressure'
  | 'memoryPressure'
  | 'remove'

export interface NodeAction {
  readonly name: NodeActionName
  /** The command line that the action stands for. */
  readonly command: string
  /** On actions that switch something: whether it is on now. */
  readonly on?: boolean
}

const cordonLine = (node: string) => `kubectl cordon ${node}`
const uncordonLine = (node: string) => `kubectl uncordon ${node}`
const drainLine = (node: string) => `kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data`
export const removeNodeLine = (node: string) => `lab node remove ${node}`

export const labelLine = (node: string, key: string, value: string, replaces: boolean) =>
  `kubectl label node ${node} ${key}=${value}${replaces ? ' --overwrite' : ''}`
export const unlabelLine = (node: string, key: string) => `kubectl label node ${node} ${key}-`
export const taintLine = (node: string, taint: Taint, replaces: boolean) =>
  `kubectl taint node ${node} ${taintText(taint)}${replaces ? ' --overwrite' : ''}`
export const untaintLine = (node: string, { key, effect }: Taint) => `kubectl taint node ${node} ${key}:${effect}-`

/** How the command begins that a dialog about a node makes. */
export function dialogLine(dialog: 'label' | 'taint' | 'remove', node: string): string {
  return dialog === 'remove' ? removeNodeLine(node) : `kubectl ${dialog} node ${node} …`
}

/** What can be done with a node through the API, as its state allows. */
export function clusterActions(node: Node): readonly NodeAction[] {
  const { name } = node.metadata
  return [
    node.spec.unschedulable === true
      ? { name: 'uncordon', command: uncordonLine(name) }
      : { name: 'cordon', command: cordonLine(name) },
    { name: 'drain', command: drainLine(name) },
  ]
}

/** What can happen to the machine under a node. */
export function machineActions(name: string, machine: MachineState | undefined): readonly NodeAction[] {
  const pressed = (pressure: 'disk' | 'memory') => machine?.pressures.includes(pressure) ?? false
  const pressureLine = (pressure: 'disk' | 'memory') =>
    `lab node set ${name} --${pressure}-pressure${pressed(pressure) ? '=false' : ''}`
  return [
    machine?.kubelet === 'stopped'
      ? { name: 'startKubelet', command: `lab kubelet start ${name}` }
      : { name: 'stopKubelet', command: `lab kubelet stop ${name}` },
    machine?.powered === false
      ? { name: 'powerOn', command: `lab node power-on ${name}` }
      : { name: 'powerOff', command: `lab node power-off ${name}` },
    { name: 'diskPressure', command: pressureLine('disk'), on: pressed('disk') },
    { name: 'memoryPressure', command: pressureLine('memory'), on: pressed('memory') },
  ]
}

export type NodeKind = 'worker' | 'ssd' | 'gpu' | 'controlPlane'
export const NODE_KINDS = ['worker', 'ssd', 'gpu', 'controlPlane'] as const satisfies readonly NodeKind[]

/** The command that adds a node of the kind under a free name; `label` puts it into a group at once (`zone=a`). */
export function addNodeLine(
  kind: NodeKind,
  taken: ReadonlySet<string>,
  label?: string,
): { name: string; line: string } {
  const stem = kind === 'controlPlane' ? 'control-plane' : kind === 'gpu' ? 'gpu' : 'worker'
  let number = 1
  while (taken.has(`${stem}-${number}`) || (stem === 'control-plane' && number === 1 && taken.has(stem))) number += 1
  const name = `${stem}-${number}`
  const labels = [kind === 'ssd' ? 'disktype=ssd' : kind === 'gpu' ? 'accelerator=nvidia' : '', label ?? ''].filter(
    Boolean,
  )
  const flags = [
    ...(kind === 'controlPlane' ? ['--control-plane'] : []),
    ...(labels.length > 0 ? [`--labels ${labels.join(',')}`] : []),
    ...(kind === 'gpu' ? ['--taints nvidia.com/gpu=present:NoSchedule'] : []),
  ]
  return { name, line: ['lab node add', name, ...flags].join(' ') }
}
