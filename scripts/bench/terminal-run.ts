// One measurement in a process of its own. Arguments: number of nodes. Prints JSON: milliseconds of processor time.
import type { CommandIo } from '../../src/base/command'
import { createShell } from '../../src/shell/index'
import { clusterOf, DAEMON_SETS, daemonSetNamed } from './bench-cluster'

const nodes = Number(process.argv[2])
const NAMES = ['agent', 'exporter', 'proxy']
const ROUNDS = 5
/** Long after the last Pod is ready. */
const READY_BY = 3_600_000

const engine = clusterOf(nodes)
const shell = createShell({ engine })
const client = engine.client('bench')
for (const name of NAMES) client.create(DAEMON_SETS, daemonSetNamed(name))
engine.runUntil(engine.now + READY_BY)

const pods = measure('kubectl get pods -A')
const node = measure('kubectl describe node node-77')
console.log(JSON.stringify({ nodes, pods: pods.lines - 1, getPods: pods.figures, describeNode: node.figures }))

/** Types the line some times; the first is told apart, because nothing is warm then. */
function measure(line: string) {
  const runs = Array.from({ length: ROUNDS }, () => type(line))
  const [first, ...warm] = runs
  const median = (key: 'firstLine' | 'whole') =>
    warm.map(run => run[key]).sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0
  return {
    lines: first?.lines ?? 0,
    figures: {
      cold: { firstLine: round(first?.firstLine ?? 0), whole: round(first?.whole ?? 0) },
      warm: { firstLine: round(median('firstLine')), whole: round(median('whole')) },
    },
  }
}

function type(line: string) {
  const started = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
  let firstLine = 0
  let lines = 0
  const io: CommandIo = {
    out: text => {
      if (firstLine === 0) firstLine = spent()
      lines += text.split('\n').length - 1
    },
    err: text => process.stderr.write(text),
    readFile: () => undefined,
    writeFile: () => undefined,
    fileNames: () => [],
    now: () => engine.now,
  }
  const run = shell.run(line, io)
  while (run.next().done !== true);
  return { firstLine, whole: spent(), lines }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
