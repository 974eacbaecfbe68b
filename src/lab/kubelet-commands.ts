import type { Machines } from '../engine/machines'
import type { FlagSpec } from '../kubectl/command/flag-set'
import { type LabCommand, LabError } from './lab-command'
import { existing } from './node-commands'

const ALL: readonly FlagSpec[] = [
  { name: 'all', type: 'bool', default: 'false', help: 'All machines, also those that come later.' },
]

export const KUBELET_COMMANDS: readonly LabCommand[] = [
  command('stop', 'Stops the kubelet; containers run on, but nobody reports of them.', 'stopped', (machines, name) =>
    machines.stopKubelet(name),
  ),
  command('start', 'Starts the kubelet again.', 'started', (machines, name) => machines.startKubelet(name)),
  {
    ...command('hold', 'Holds the kubelet: pods move only by `lab pod …`.', 'held', (machines, name) =>
      machines.hold(name),
    ),
    run({ machines, io, args, flags }) {
      holdOrRelease(
        machines,
        args,
        flags.bool('all'),
        'hold',
        name => machines.hold(name),
        text => io.out(text),
      )
    },
  },
  {
    ...command('release', 'Lets a held kubelet work by itself again.', 'released', (machines, name) =>
      machines.release(name),
    ),
    run({ machines, io, args, flags }) {
      holdOrRelease(
        machines,
        args,
        flags.bool('all'),
        'release',
        name => machines.release(name),
        text => io.out(text),
      )
    },
  },
]

function command(
  verb: string,
  help: string,
  done: string,
  act: (machines: Machines, name: string) => void,
): LabCommand {
  return {
    name: `kubelet ${verb}`,
    usage: 'NAME…|--all',
    help,
    flags: ALL,
    completes: 'node',
    run({ machines, io, args, flags }) {
      const names = flags.bool('all')
        ? machines.list().map(machine => machine.name)
        : existing(machines, args, `lab kubelet ${verb} worker-1`)
      for (const name of names) {
        act(machines, name)
        io.out(`kubelet of ${name} ${done}\n`)
      }
    },
  }
}

function holdOrRelease(
  machines: Machines,
  args: readonly string[],
  all: boolean,
  verb: 'hold' | 'release',
  act: (name?: string) => void,
  out: (text: string) => void,
): void {
  const done = verb === 'hold' ? 'held' : 'released'
  if (all) {
    if (args.length > 0) throw new LabError(`Names or --all, not both. For example: lab kubelet ${verb} --all`)
    act()
    out(`all kubelets ${done}\n`)
    return
  }
  for (const name of existing(machines, args, `lab kubelet ${verb} worker-1`)) {
    act(name)
    out(`kubelet of ${name} ${done}\n`)
  }
}
