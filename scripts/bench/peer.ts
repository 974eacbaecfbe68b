import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const PACKAGE = '@ngrok/webernetes@0.3.5'

/** What the peer runs: its cluster of 100 nodes is up before the clock starts. */
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
console.log((performance.now() - started) / 1000)
process.exit(0)
`

/** Seconds that the nearest other simulator needs to have a Deployment of 100 Pods Ready on 100 nodes; it is fetched for this only. Undefined when it cannot be had. */
export async function measurePeer(): Promise<{ readonly package: string; readonly seconds: number } | undefined> {
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
    const text = execFileSync(process.execPath, ['built/run.js'], { cwd: folder, encoding: 'utf8', timeout: 300_000 })
    return { package: PACKAGE, seconds: Number(text.trim().split('\n').at(-1)) }
  } catch (error) {
    console.error(
      `The peer could not be measured: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    )
    return undefined
  }
}
