import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const PACKAGE = '@ngrok/webernetes@0.3.5'

/** How often the peer starts its Pods: it is as fast at the third time as at the fifth. */
const PEER_STARTS = 5
/** How often we do: the compiler needs that many until the times no longer fall. */
const OWN_STARTS = 60

/** The first start in a new process, and the median of the last third of all, in seconds. */
export interface Starts {
  readonly first: number
  readonly warm: number
}

export interface PeerFigures {
  readonly package: string
  readonly peer: Starts
  readonly own: Starts
}

/** What the peer runs, as often as its argument says: its cluster of 100 nodes is up before the clock starts. */
const PROGRAM = `
import { BaseImage, Cluster } from '@ngrok/webernetes'

class Agent extends BaseImage {
  static imageName = 'agent'
  static imageVersion = 'v1'
  defaultCommand = ['server']
  async exec(ctx, argv) {
    return argv[0] === 'server' ? ctx.waitUntilKilled() : super.exec(ctx, argv)
  }
}
const seconds = []
for (let start = 0; start < Number(process.argv[2]); start++) {
  const cluster = new Cluster({ nodes: 100 })
  cluster.registerImage(Agent)
  await cluster.init()
  const started = performance.now()
  await cluster.apply([{
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'agent' },
    spec: {
      replicas: 100, selector: { matchLabels: { app: 'agent' } },
      template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image: 'agent:v1' }] } },
    },
  }])
  const ready = new Set()
  await new Promise(resolve => {
    cluster.informer('pods', (_type, pod) => {
      if (pod.metadata?.labels?.app !== 'agent') return
      if (pod.status?.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True')) ready.add(pod.metadata.name)
      if (ready.size >= 100) resolve()
    })
  })
  seconds.push((performance.now() - started) / 1000)
  await cluster.close()
}
console.log(JSON.stringify(seconds))
process.exit(0)
`

/**
 * The nearest other simulator starts a Deployment of 100 Pods on 100 nodes, and we a DaemonSet on 100 nodes; each in a
 * process of its own, measured alike. The peer is fetched for this only: undefined when it cannot be had.
 * `ownProgram` is the path of the built hundred-run.ts.
 */
export async function measurePeer(ownProgram: string): Promise<PeerFigures | undefined> {
  const folder = join(tmpdir(), 'daemonset-playground-peer')
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}')
    writeFileSync(join(folder, 'run.mjs'), PROGRAM)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE], { cwd: folder })
    // It is published for bundlers: Node alone cannot resolve its imports.
    await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: 'run.mjs', outDir: 'built', emptyOutDir: true, minify: false, target: 'es2023' },
    })
    return {
      package: PACKAGE,
      peer: starts(join(folder, 'built/run.js'), PEER_STARTS),
      own: starts(ownProgram, OWN_STARTS),
    }
  } catch (error) {
    console.error(
      `The peer could not be measured: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    )
    return undefined
  }
}

function starts(program: string, times: number): Starts {
  const text = execFileSync(process.execPath, [program, String(times)], { encoding: 'utf8', timeout: 300_000 })
  const seconds: readonly number[] = JSON.parse(text.trim().split('\n').at(-1) ?? '[]')
  const last = seconds.slice(-Math.ceil(seconds.length / 3)).sort((a, b) => a - b)
  const [first, warm] = [seconds[0], last[Math.floor(last.length / 2)]]
  if (first === undefined || warm === undefined) throw new Error(`${program} measured nothing`)
  return { first, warm }
}
