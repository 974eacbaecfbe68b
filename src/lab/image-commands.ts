import type { ImageBehaviour, Machines } from '../engine/machines'
import type { ApiClient } from '../k8s/api-client'
import type { Pod } from '../k8s/pod'
import type { FlagSet } from '../kubectl/command/flag-set'
import { humanDuration } from '../kubectl/output/human-duration'
import { alignTabs, TABLE_WRITER } from '../kubectl/output/tab-writer'
import { atLeastOne, type LabCommand, LabError } from './lab-command'

type Change = { -readonly [K in keyof ImageBehaviour]?: ImageBehaviour[K] | undefined }

export const IMAGE_COMMANDS: readonly LabCommand[] = [
  {
    name: 'image set',
    usage:
      'IMAGE [--pull 5s] [--ready-after 3s] [--crash-after 15s] [--exit-code 1] [--oom] [--missing] [--denied] [--bad-command] [--ignores-sigterm] [--fail-readiness] [--fail-liveness] [--non-root] [--preloaded] [--reset]',
    help: 'Says what an image does when it is pulled and run. IMAGE * is the default of all others.',
    flags: [
      { name: 'pull', type: 'duration', default: '2s', help: 'How long a pull takes.' },
      { name: 'ready-after', type: 'duration', default: '1s', help: 'From start until its probes succeed.' },
      { name: 'crash-after', type: 'duration', default: '0s', help: 'It ends by itself this long after its start.' },
      { name: 'exit-code', type: 'int', default: '1', help: 'With which exit code.' },
      { name: 'oom', type: 'bool', default: 'false', help: 'It is killed for its memory when it ends.' },
      { name: 'missing', type: 'bool', default: 'false', help: 'There is no such image.' },
      { name: 'denied', type: 'bool', default: 'false', help: 'The registry does not let it be pulled.' },
      { name: 'bad-command', type: 'bool', default: 'false', help: 'Its command does not exist.' },
      { name: 'ignores-sigterm', type: 'bool', default: 'false', help: 'It ends only when it is killed.' },
      { name: 'fail-readiness', type: 'bool', default: 'false', help: 'Its readiness probes fail.' },
      { name: 'fail-liveness', type: 'bool', default: 'false', help: 'Its liveness probes fail.' },
      { name: 'non-root', type: 'bool', default: 'false', help: 'It names a user of its own, other than root.' },
      { name: 'preloaded', type: 'bool', default: 'false', help: 'Every node has it from the beginning.' },
      { name: 'reset', type: 'bool', default: 'false', help: 'As the default again, then what else is given.' },
    ],
    run({ machines, io, args, flags }) {
      for (const image of atLeastOne(args, 'The image is', 'lab image set agent:v2 --crash-after 15s')) {
        const change = changeOf(flags)
        if (Object.keys(change).length === 0 && !flags.bool('reset')) {
          throw new LabError('Nothing to set. For example: lab image set agent:v2 --crash-after 15s, or --missing')
        }
        const whole = flags.bool('reset') ? { ...defaults(machines, image), ...change } : change
        machines.setImage(image, whole as Partial<ImageBehaviour>)
        io.out(`image ${image} set: ${behaviourText(machines.imageBehaviour(image))}\n`)
      }
    },
  },
  {
    name: 'image list',
    usage: '',
    help: 'Shows what the images of the cluster do.',
    run({ machines, client, io }) {
      const images = imagesInUse(client)
      const rows = ['*', ...images].map(image => `${image}\t${behaviourText(machines.imageBehaviour(image))}`)
      io.out(`${alignTabs(['IMAGE\tBEHAVIOUR', ...rows].join('\n'), TABLE_WRITER)}\n`)
    },
  },
]

function changeOf(flags: FlagSet): Change {
  const change: Change = {}
  if (flags.changed('pull')) change.pull = positive(flags, 'pull')
  if (flags.changed('ready-after')) change.readyAfter = positive(flags, 'ready-after')
  if (flags.changed('crash-after')) {
    change.exitAfter = positive(flags, 'crash-after')
    change.exitCode = 1
  }
  if (flags.changed('exit-code')) change.exitCode = flags.int('exit-code')
  for (const [flag, field] of SWITCHES) if (flags.changed(flag)) change[field] = flags.bool(flag)
  return change
}

const SWITCHES = [
  ['oom', 'oomKilled'],
  ['missing', 'missing'],
  ['denied', 'denied'],
  ['bad-command', 'badCommand'],
  ['ignores-sigterm', 'ignoresSigterm'],
  ['fail-readiness', 'failReadiness'],
  ['fail-liveness', 'failLiveness'],
  ['non-root', 'nonRoot'],
  ['preloaded', 'preloaded'],
] as const

function positive(flags: FlagSet, name: string): number {
  const value = flags.duration(name)
  if (value < 0) throw new LabError(`--${name} must not be negative. For example: --${name} 5s`)
  return value
}

// A field that is undefined is as it would be without the image's own setting.
function defaults(machines: Machines, image: string): Change {
  return image === '*'
    ? machines.imageBehaviour('lab/unknown-image:never-set')
    : { ...machines.imageBehaviour('*'), exitAfter: undefined }
}

function behaviourText(behaviour: ImageBehaviour): string {
  const parts = [`pull ${humanDuration(behaviour.pull)}`, `ready after ${humanDuration(behaviour.readyAfter)}`]
  if (behaviour.exitAfter !== undefined)
    parts.push(`ends after ${humanDuration(behaviour.exitAfter)} with exit code ${behaviour.exitCode}`)
  for (const [flag, field] of SWITCHES) if (behaviour[field]) parts.push(flag)
  return parts.join(', ')
}

function imagesInUse(client: ApiClient): readonly string[] {
  const pods = client.list('pods') as readonly Pod[]
  return [...new Set(pods.flatMap(pod => pod.spec.containers.map(container => container.image)))].sort()
}
