// Starts a DaemonSet on 100 nodes again and again, each time in a new cluster. Argument: how often. Prints the seconds of every start as JSON.
import { createEngine } from '../../src/engine/index'
import type { DaemonSet } from '../../src/k8s/workload'
import { DAEMON_SETS, daemonSetNamed } from './bench-cluster'

const NODES = 100

console.log(JSON.stringify(Array.from({ length: Number(process.argv[2]) }, secondsToReady)))

/** From Apply to all Ready; the cluster of 100 nodes is up before the clock starts. */
function secondsToReady(): number {
  const engine = createEngine({
    seed: 1,
    machines: Array.from({ length: NODES }, (_, i) => ({ name: `node-${i}`, booted: true })),
  })
  engine.runUntilSettled()
  const client = engine.client('bench')
  const isReady = () => (client.get(DAEMON_SETS, 'default', 'agent') as DaemonSet).status.numberReady === NODES
  let isNews = false
  engine.onChange(({ updated }) => {
    if (updated.some(([, { kind }]) => kind === 'DaemonSet')) isNews = true
  })
  const started = performance.now()
  client.create(DAEMON_SETS, daemonSetNamed('agent', { image: 'agent:v1' }))
  while (engine.step()) {
    if (!isNews) continue
    isNews = false
    if (isReady()) return (performance.now() - started) / 1000
  }
  throw new Error('the cluster stands still before all Pods are Ready')
}
