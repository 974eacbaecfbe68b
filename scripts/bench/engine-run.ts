// One measurement in a process of its own, so that its peak memory is its own. Arguments: number of nodes. Prints JSON.
import type { Engine } from '../../src/engine/index'
import type { DaemonSet } from '../../src/k8s/workload'
import { clusterOf, DAEMON_SETS, daemonSetNamed } from './bench-cluster'

const nodes = Number(process.argv[2])
const EVENTS_BETWEEN_LOOKS_AT_MEMORY = 500

let peakBytes = 0

const engine = clusterOf(nodes)
engine.runUntilSettled()
const client = engine.client('bench')

const create = measure(
  engine,
  () => {
    const resources = { requests: { cpu: '100m', memory: '64Mi' } }
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } } as const
    client.create(DAEMON_SETS, daemonSetNamed('agent', { resources }, { updateStrategy }))
  },
  status => status.numberReady === nodes,
)

const roll = measure(
  engine,
  () => {
    const body = {
      spec: { template: { spec: { containers: [{ name: 'agent', image: 'registry.example/agent:v2' }] } } },
    }
    client.patch(DAEMON_SETS, 'default', 'agent', 'strategic', body)
  },
  status => status.updatedNumberScheduled === nodes && status.numberAvailable === nodes,
)

console.log(JSON.stringify({ nodes, create, roll, peakMegabytes: Math.round(peakBytes / 2 ** 20) }))

function measure(cluster: Engine, act: () => void, done: (status: DaemonSet['status']) => boolean) {
  const events = cluster.processedEvents
  const virtual = cluster.now
  const cpu = process.cpuUsage()
  const started = performance.now()
  act()
  let isNews = true
  cluster.onChange(({ updated }) => {
    if (updated.some(([, { kind }]) => kind === 'DaemonSet')) isNews = true
  })
  const finished = () => {
    if (!isNews) return false
    isNews = false
    const daemonSet = client.get(DAEMON_SETS, 'default', 'agent') as DaemonSet
    return daemonSet.status.observedGeneration === daemonSet.metadata.generation && done(daemonSet.status)
  }
  while (cluster.step()) {
    if (finished()) break
    if (cluster.processedEvents % EVENTS_BETWEEN_LOOKS_AT_MEMORY === 0) lookAtMemory()
    if (cluster.now - virtual > 24 * 3_600_000) throw new Error(`${nodes} nodes: not done after a day of virtual time`)
  }
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  lookAtMemory()
  const happened = cluster.processedEvents - events
  return {
    seconds: round(seconds),
    cpuSeconds: round((user + system) / 1_000_000),
    virtualSeconds: Math.round((cluster.now - virtual) / 1000),
    events: happened,
    eventsPerSecond: Math.round(happened / seconds),
  }
}

// The system's own peak would count what the process was forked from.
function lookAtMemory(): void {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
