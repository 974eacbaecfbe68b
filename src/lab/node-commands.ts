import type { MachineSpec, Machines, Pressure } from '../engine/machines'
import { ZONE_LABEL } from '../k8s/well-known'
import type { FlagSet } from '../kubectl/command/flag-set'
import { alignTabs, TABLE_WRITER } from '../kubectl/output/tab-writer'
import { atLeastOne, type LabCommand, LabError } from './lab-command'
import { parseLabels, parseTaints } from './machine-options'

/** As many as Kubernetes itself is tested with. */
const MAX_MACHINES = 5000
/** Digits and unit: beyond it no machine is that big, and sums would no longer be exact. */
const MAX_QUANTITY_LENGTH = 15

export const NODE_COMMANDS: readonly LabCommand[] = [
  {
    name: 'node add',
    usage:
      'NAME… [--labels k=v,…] [--taints k=v:Effect,…] [--cpu 4] [--memory 8Gi] [--pods 110] [--control-plane] [--booted] [--zone z]',
    help: 'Adds machines. Each boots, registers as a node and turns Ready.',
    flags: [
      { name: 'labels', type: 'list', default: '[]', help: 'Labels of the node.' },
      { name: 'taints', type: 'list', default: '[]', help: 'Taints that the node registers with.' },
      { name: 'cpu', type: 'string', default: "'4'", help: 'CPUs.' },
      { name: 'memory', type: 'string', default: "'8Gi'", help: 'Memory.' },
      { name: 'pods', type: 'string', default: "'110'", help: 'How many pods fit.' },
      { name: 'control-plane', type: 'bool', default: 'false', help: 'With the label and taint of a control plane.' },
      {
        name: 'booted',
        type: 'bool',
        default: 'false',
        help: 'Up and Ready at once, as if it had been there for long.',
      },
      { name: 'zone', type: 'string', default: "''", help: 'Label topology.kubernetes.io/zone.' },
    ],
    run({ machines, io, args, flags }) {
      const names = atLeastOne(args, 'The name is', 'lab node add worker-4 --labels disktype=ssd')
      if (machines.list().length + names.length > MAX_MACHINES)
        throw new LabError(`That would be more than ${MAX_MACHINES} machines. Remove some first: lab node remove NAME`)
      for (const name of names) {
        checkName(name)
        machines.add(specOf(name, flags))
        io.out(`machine ${name} added\n`)
      }
    },
  },
  forEach('remove', 'worker-3', 'Scraps machines; their nodes are deleted.', 'removed', (machines, name) =>
    machines.remove(name),
  ),
  forEach(
    'power-off',
    'worker-2',
    'Cuts the power: the machine falls silent at once.',
    'powered off',
    (machines, name) => machines.powerOff(name),
  ),
  forEach('power-on', 'worker-2', 'Boots machines that were powered off.', 'powered on', (machines, name) =>
    machines.powerOn(name),
  ),
  {
    name: 'node set',
    usage: 'NAME… [--disk-pressure[=false]] [--memory-pressure[=false]] [--pid-pressure[=false]] [--ready=false]',
    help: 'Puts machines under pressure, or lets their kubelets say that they are not ready.',
    completes: 'node',
    flags: [
      { name: 'disk-pressure', type: 'bool', default: 'false', help: 'The disk is nearly full.' },
      { name: 'memory-pressure', type: 'bool', default: 'false', help: 'The memory is nearly full.' },
      { name: 'pid-pressure', type: 'bool', default: 'false', help: 'Too many processes.' },
      { name: 'ready', type: 'bool', default: 'true', help: 'What the kubelet says of its container runtime.' },
    ],
    run({ machines, io, args, flags }) {
      const names = existing(machines, args, 'lab node set worker-1 --disk-pressure')
      const given = [...PRESSURES.map(([flag]) => flag), 'ready'].filter(flag => flags.changed(flag))
      if (given.length === 0)
        throw new LabError('Nothing to set. For example: lab node set worker-1 --disk-pressure, or --ready=false')
      for (const name of names) {
        for (const [flag, pressure] of PRESSURES)
          if (flags.changed(flag)) machines.setPressure(name, pressure, flags.bool(flag))
        if (flags.changed('ready')) machines.setReady(name, flags.bool('ready'))
        io.out(`machine ${name} set: ${given.map(flag => `${flag}=${flags.bool(flag)}`).join(' ')}\n`)
      }
    },
  },
  {
    name: 'node list',
    usage: '',
    help: 'Shows the machines and what state they are in.',
    run({ machines, io }) {
      const rows = machines
        .list()
        .map(({ name, powered, kubelet, held, pressures }) =>
          [
            name,
            powered ? 'on' : 'off',
            held ? 'held' : powered ? kubelet : 'off',
            pressures.join(',') || '<none>',
          ].join('\t'),
        )
      if (rows.length === 0) io.err('There are no machines. Add one: lab node add worker-1\n')
      else io.out(`${alignTabs(['NAME\tPOWER\tKUBELET\tPRESSURE', ...rows].join('\n'), TABLE_WRITER)}\n`)
    },
  },
]

/** A command that does the same to each machine that is named. */
function forEach(
  verb: string,
  example: string,
  help: string,
  done: string,
  act: (machines: Machines, name: string) => void,
): LabCommand {
  return {
    name: `node ${verb}`,
    usage: 'NAME…',
    help,
    completes: 'node',
    run({ machines, io, args }) {
      for (const name of existing(machines, args, `lab node ${verb} ${example}`)) {
        act(machines, name)
        io.out(`machine ${name} ${done}\n`)
      }
    },
  }
}

const PRESSURES: readonly (readonly [flag: string, pressure: Pressure])[] = [
  ['disk-pressure', 'disk'],
  ['memory-pressure', 'memory'],
  ['pid-pressure', 'pid'],
]

/** The named machines, all of which exist. Throws LabError. */
export function existing(machines: Machines, args: readonly string[], example: string): readonly string[] {
  const names = new Set(machines.list().map(machine => machine.name))
  for (const name of atLeastOne(args, 'The name is', example)) {
    if (!names.has(name))
      throw new LabError(`There is no machine "${name}". Machines: ${[...names].slice(0, 20).join(', ') || 'none'}`)
  }
  return args
}

function checkName(name: string): void {
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) || name.length > 63) {
    throw new LabError(
      `"${name}" is no name for a node: lower case letters, digits, "-" and ".". For example: worker-4`,
    )
  }
}

function specOf(name: string, flags: FlagSet): MachineSpec {
  const zone = flags.string('zone')
  const labels = {
    ...parseLabels(flags.commaList('labels')),
    ...(zone === '' ? {} : { [ZONE_LABEL]: zone }),
  }
  const taints = parseTaints(flags.commaList('taints'))
  const quantity = (flag: 'cpu' | 'memory' | 'pods') => {
    const text = flags.string(flag)
    if (!/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/.test(text))
      throw new LabError(`--${flag}=${text.slice(0, 60)} is no quantity. For example: --cpu 4 --memory 8Gi --pods 110`)
    if (text.length > MAX_QUANTITY_LENGTH)
      throw new LabError(`--${flag}=${text.slice(0, 60)} is more than any machine has.`)
    return flags.changed(flag) ? { [flag]: text } : {}
  }
  return {
    name,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(taints.length === 0 ? {} : { taints }),
    ...quantity('cpu'),
    ...quantity('memory'),
    ...quantity('pods'),
    ...(flags.bool('control-plane') ? { controlPlane: true } : {}),
    ...(flags.bool('booted') ? { booted: true } : {}),
  }
}
