import type { KubeObject } from '../../k8s/object'
import { milliValue, wholeValue } from '../../k8s/quantity'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, FIELD_SELECTOR_FLAG, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError, usageError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'

const COMMON: readonly FlagSpec[] = [
  { name: 'no-headers', type: 'bool', default: 'false' },
  SELECTOR_FLAG,
  { name: 'show-swap', type: 'bool', default: 'false' },
  { name: 'sort-by', type: 'string', default: "''" },
  { name: 'use-protocol-buffers', type: 'bool', default: 'true' },
]

const MEBI = 1024 * 1024

type Resources = Readonly<Record<string, string>>

interface NodeMetrics extends KubeObject {
  readonly usage: Resources
}

interface PodMetrics extends KubeObject {
  readonly containers: readonly { readonly name: string; readonly usage: Resources }[]
}

/** Thousandths of a CPU, and bytes. */
interface Figures {
  readonly cpu: number
  readonly memory: number
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/top/top_node.go
const topNodeCommand: CommandSpec = {
  name: 'node',
  aliases: ['nodes', 'no'],
  short: 'Display resource (CPU/memory) usage of nodes',
  completes: 'node',
  flags: [...COMMON, { name: 'show-capacity', type: 'bool', default: 'false' }],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    const [name] = args
    check(invocation)
    const options = { labelSelector: flags.string('selector') }
    const metrics =
      name === undefined
        ? session.client.list('nodes.metrics.k8s.io', options)
        : [session.client.get('nodes.metrics.k8s.io', undefined, name)]
    if (metrics.length === 0) throw new PlainError('metrics not available yet')
    const used = new Map((metrics as readonly NodeMetrics[]).map(each => [each.metadata.name, figuresOf(each.usage)]))
    const nodes = session.client
      .list('nodes', options)
      .filter(({ metadata }) => name === undefined || metadata.name === name)
    const rows = nodes.map(node => {
      const status = (node as { status?: { capacity?: Resources; allocatable?: Resources } }).status
      const whole = figuresOf((flags.bool('show-capacity') ? status?.capacity : status?.allocatable) ?? {})
      return { name: node.metadata.name, used: used.get(node.metadata.name), whole }
    })
    // Nodes without figures come last, whatever the order.
    const known = rows.flatMap(row => (row.used === undefined ? [] : [{ ...row, figures: row.used }]))
    const cells = sorted(known, flags.string('sort-by')).map(row => nodeCells(row.name, row.figures, row.whole))
    const unknown = rows.filter(row => row.used === undefined)
    for (const row of unknown) cells.push([row.name, '<unknown>', '<unknown>', '<unknown>', '<unknown>'])
    if (!flags.bool('no-headers')) cells.unshift(['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'])
    io.out(table(cells))
    return 0
  }),
}

function nodeCells(name: string, used: Figures, whole: Figures): string[] {
  const percent = (part: number, all: number) => `${all === 0 ? 0 : Math.trunc((part / all) * 100)}%`
  return [name, cpuText(used), percent(used.cpu, whole.cpu), memoryText(used), percent(used.memory, whole.memory)]
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/top/top_pod.go
const topPodCommand: CommandSpec = {
  name: 'pod',
  aliases: ['pods', 'po'],
  short: 'Display resource (CPU/memory) usage of pods',
  completes: 'pod',
  flags: [
    ...COMMON,
    ALL_NAMESPACES_FLAG,
    { name: 'containers', type: 'bool', default: 'false' },
    FIELD_SELECTOR_FLAG,
    { name: 'sum', type: 'bool', default: 'false' },
  ],
  run: immediate(invocation => {
    const { flags, io } = invocation
    check(invocation)
    const pods = podMetrics(invocation)
    if (pods.length === 0) {
      const everywhere = flags.bool('all-namespaces')
      io.err(everywhere ? 'No resources found\n' : `No resources found in ${namespaceOf(invocation)} namespace.\n`)
      return 0
    }
    io.out(table(podRows(invocation, pods)))
    return 0
  }),
}

function podMetrics({ args, flags, session, ...rest }: Invocation): readonly PodMetrics[] {
  const namespace = namespaceOf({ args, flags, session, ...rest })
  const [name] = args
  if (name !== undefined) return [session.client.get('pods.metrics.k8s.io', namespace, name) as PodMetrics]
  return session.client.list('pods.metrics.k8s.io', {
    ...(flags.bool('all-namespaces') ? {} : { namespace }),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
  }) as readonly PodMetrics[]
}

function podRows({ flags }: Invocation, pods: readonly PodMetrics[]): string[][] {
  const everywhere = flags.bool('all-namespaces')
  const byContainer = flags.bool('containers')
  const measured = pods.map(pod => ({ pod, name: pod.metadata.name, figures: total(pod) }))
  const rows = sorted(measured, flags.string('sort-by')).flatMap(({ pod, name, figures }) => {
    const place = everywhere ? [pod.metadata.namespace ?? '', name] : [name]
    if (!byContainer) return [[...place, cpuText(figures), memoryText(figures)]]
    return pod.containers.map(container => {
      const own = figuresOf(container.usage)
      return [...place, container.name, cpuText(own), memoryText(own)]
    })
  })
  const before = [...(everywhere ? ['NAMESPACE'] : []), ...(byContainer ? ['POD', 'NAME'] : ['NAME'])]
  if (!flags.bool('no-headers')) rows.unshift([...before, 'CPU(cores)', 'MEMORY(bytes)'])
  if (flags.bool('sum')) {
    const empty = before.map(() => '')
    const all = sum(measured.map(({ figures }) => figures))
    rows.push([...empty, '________', '________'], [...empty, cpuText(all), memoryText(all)])
  }
  return rows
}

function check({ args, flags, path, session }: Invocation): void {
  const order = flags.string('sort-by')
  if (order !== '' && order !== 'cpu' && order !== 'memory')
    throw new PlainError('--sort-by accepts only cpu or memory')
  if (args.length > 1) throw usageError(path, `unexpected args: ${args}`)
  if (args.length === 1 && flags.string('selector') !== '') {
    throw usageError(path, 'only one of NAME or --selector can be provided')
  }
  const isServed = session.client.resourceTypes().some(({ group }) => group === 'metrics.k8s.io')
  if (!isServed) throw new PlainError('Metrics API not available')
}

function sorted<T extends { readonly name: string; readonly figures: Figures }>(rows: readonly T[], by: string): T[] {
  if (by !== 'cpu' && by !== 'memory') return [...rows]
  return [...rows].sort((a, b) => b.figures[by] - a.figures[by])
}

const figuresOf = (usage: Resources): Figures => ({
  cpu: milliValue(usage.cpu ?? '0'),
  memory: wholeValue(usage.memory ?? '0'),
})

const total = (pod: PodMetrics) => sum(pod.containers.map(({ usage }) => figuresOf(usage)))

function sum(figures: readonly Figures[]): Figures {
  return {
    cpu: figures.reduce((all, each) => all + each.cpu, 0),
    memory: figures.reduce((all, each) => all + each.memory, 0),
  }
}

const cpuText = ({ cpu }: Figures) => `${cpu}m`
const memoryText = ({ memory }: Figures) => `${Math.trunc(memory / MEBI)}Mi`

const table = (rows: readonly (readonly string[])[]) =>
  `${alignTabs(rows.map(cells => `${cells.join('\t')}\t`).join('\n'), TABLE_WRITER)}\n`

export const topCommand: CommandSpec = {
  name: 'top',
  short: 'Display resource (CPU/memory) usage',
  group: 'Cluster Management Commands',
  helpGoesToStderr: true,
  subcommands: [topNodeCommand, topPodCommand],
}
