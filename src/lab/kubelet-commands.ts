import type { Machines } from '../engine/machines'
import type { FlagSpec } from '../kubectl/command/flag-set'
import { type LabCommand, LabError } from './lab-command'
import { existing } from './node-commands'

const ALL: readonly FlagSpec[] = [
  { name: 'all', type: 'bool', default: 'false', help: 'All machines; hold and release: also those that come later.' },
]

interface KubeletVerb {
  readonly verb: string
  readonly help: string
  /** What has become of the kubelet. */
  readonly done: string
  act(machines: Machines, name: string): void
  /** With --all, when that is more than each machine in turn. */
  actOnAll?(machines: Machines): void
}

const VERBS: readonly KubeletVerb[] = [
  {
    verb: 'stop',
    help: 'Stops the kubelet; containers run on, but nobody reports of them.',
    done: 'stopped',
    act: (machines, name) => machines.stopKubelet(name),
  },
  {
    verb: 'start',
    help: 'Starts the kubelet again.',
    done: 'started',
    act: (machines, name) => machines.startKubelet(name),
  },
  {
    verb: 'hold',
    help: 'Holds the kubelet: pods move only by `lab pod …`.',
    done: 'held',
    act: (machines, name) => machines.hold(name),
    actOnAll: machines => machines.hold(),
  },
  {
    verb: 'release',
    help: 'Lets a held kubelet work by itself again.',
    done: 'released',
    act: (machines, name) => machines.release(name),
    actOnAll: machines => machines.release(),
  },
]

export const KUBELET_COMMANDS: readonly LabCommand[] = VERBS.map(({ verb, help, done, act, actOnAll }) => ({
  name: `kubelet ${verb}`,
  usage: 'NAME…|--all',
  help,
  flags: ALL,
  completes: 'node',
  run({ machines, io, args, flags }) {
    const isAll = flags.bool('all')
    if (isAll && args.length > 0) throw new LabError(`Names or --all, not both. For example: lab kubelet ${verb} --all`)
    if (isAll && actOnAll !== undefined) {
      actOnAll(machines)
      io.out(`all kubelets ${done}\n`)
      return
    }
    const names = isAll
      ? machines.list().map(({ name }) => name)
      : existing(machines, args, `lab kubelet ${verb} worker-1`)
    for (const name of names) {
      act(machines, name)
      io.out(`kubelet of ${name} ${done}\n`)
    }
  },
}))
