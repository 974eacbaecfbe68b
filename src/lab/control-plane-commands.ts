import { WATCHING_PROCESSES, type WatchingProcess } from '../engine/engine-interface'
import { atLeastOne, type ControlPlane, type LabCommand, LabError } from './lab-command'

/** What can go wrong in the control plane: a component that lost its leadership, a watch that stopped delivering. */
export const CONTROL_PLANE_COMMANDS: readonly LabCommand[] = [
  {
    name: 'component pause',
    usage: 'NAME…',
    help: 'Takes a component its leadership: it does nothing until it is resumed.',
    run({ controlPlane, io, args }) {
      for (const name of components(controlPlane, args, 'lab component pause daemonset')) {
        controlPlane.pauseComponent(name)
        io.out(`component ${name} paused\n`)
      }
    },
  },
  {
    name: 'component resume',
    usage: 'NAME…|--all',
    help: 'Gives a component its leadership back.',
    flags: [{ name: 'all', type: 'bool', default: 'false', help: 'All components.' }],
    run({ controlPlane, io, args, flags }) {
      const names = flags.bool('all')
        ? controlPlane.componentNames()
        : components(controlPlane, args, 'lab component resume daemonset')
      for (const name of names) {
        controlPlane.resumeComponent(name)
        io.out(`component ${name} resumed\n`)
      }
    },
  },
  {
    name: 'watch hold',
    usage: 'PROCESS RESOURCE',
    help: `Lets a process hear nothing of a resource. Processes: ${WATCHING_PROCESSES.join(', ')}.`,
    run({ controlPlane, io, args }) {
      const [process, resource] = watchOf(args, 'lab watch hold controller-manager pods')
      controlPlane.holdWatch(process, resource)
      io.out(`watch of ${resource} by ${process} held\n`)
    },
  },
  {
    name: 'watch release',
    usage: 'PROCESS RESOURCE|--all',
    help: 'Delivers what a held watch kept back, and what comes after.',
    flags: [{ name: 'all', type: 'bool', default: 'false', help: 'All watches.' }],
    run({ controlPlane, io, args, flags }) {
      if (flags.bool('all')) {
        for (const { process, resource } of controlPlane.caches()) controlPlane.releaseWatch(process, resource)
        io.out('all watches released\n')
        return
      }
      const [process, resource] = watchOf(args, 'lab watch release controller-manager pods')
      controlPlane.releaseWatch(process, resource)
      io.out(`watch of ${resource} by ${process} released\n`)
    },
  },
]

function components(controlPlane: ControlPlane, args: readonly string[], example: string): readonly string[] {
  const names = controlPlane.componentNames()
  for (const name of atLeastOne(args, 'The component is', example)) {
    if (!names.includes(name)) throw new LabError(`There is no component "${name}". Components: ${names.join(', ')}`)
  }
  return args
}

function watchOf(args: readonly string[], example: string): readonly [WatchingProcess, string] {
  const [name = '', resource] = args
  const process = WATCHING_PROCESSES.find(candidate => candidate === name)
  if (process === undefined || resource === undefined || args.length > 2) {
    throw new LabError(`A process (${WATCHING_PROCESSES.join(', ')}) and a resource. For example: ${example}`)
  }
  return [process, resource]
}
