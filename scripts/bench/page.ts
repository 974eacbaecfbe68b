import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import type { Scenario } from '../../src/scenario/scenario'
import { encodeScenario } from '../../src/scenario/share-link'
import { MainThreadTrace } from './main-thread'

const NODES = 200
const SPEED = 10
const SECONDS = 20
const PORT = 4741

const manifest = (image: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: default}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 10%}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: 'registry.example/agent:${image}'}]
`

/** A cluster at rest, with the next version of its DaemonSet in the editor. */
const scenario: Scenario = {
  format: 1,
  title: 'Bench',
  version: '1.36',
  seed: 1,
  nodes: Array.from({ length: NODES }, (_, i) => ({
    name: `node-${i}`,
    labels: { 'topology.kubernetes.io/zone': `zone-${i % 3}` },
  })),
  files: { 'ds.yaml': manifest('v1') },
  drafts: { 'ds.yaml': manifest('v2') },
  log: [{ at: 0, line: 'kubectl apply -f ds.yaml' }],
  time: 120_000,
}

export interface PageFigures {
  readonly nodes: number
  readonly speed: number
  readonly seconds: number
  /** Main-thread tasks over 50 ms while the rollout played, after start-up. */
  readonly longTasks: number
  readonly longestMs: number
  /** The same by processor time, which does not depend on what else the machine does. */
  readonly busyTasks: number
  readonly busiestMs: number
}

const LONG_MS = 50

/** Plays a rollout on the built page and asks the browser for main-thread tasks over 50 ms, by the clock and by processor time. */
export async function measurePage(): Promise<PageFigures> {
  const server = await preview({ preview: { port: PORT, strictPort: true, host: 'localhost' }, logLevel: 'silent' })
  const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    path => path !== undefined && existsSync(path),
  )
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(() => {
      const tasks: number[] = []
      Object.assign(globalThis, { longTasks: tasks })
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) tasks.push(entry.duration)
      }).observe({ type: 'longtask' })
    })
    await page.goto(`http://localhost:${PORT}/#s=${encodeScenario(scenario)}`)
    await page.locator('[data-node="node-0"]').waitFor({ state: 'attached' })
    await page
      .getByRole('button', { name: /^pause/i })
      .first()
      .click()
    await page.locator('.monaco-editor').first().waitFor()
    await page.waitForTimeout(3_000)
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByText('daemonset.apps/agent configured').first().waitFor()
    const time = page.getByRole('region', { name: 'Time' })
    await page.getByRole('slider', { name: 'Speed' }).focus()
    for (let i = 0; i < 200; i++) {
      if (Number.parseFloat((await time.getByRole('status').textContent()) ?? '') >= SPEED) break
      await page.keyboard.press('ArrowRight')
    }
    await page.evaluate(() => {
      ;(globalThis as unknown as { longTasks: number[] }).longTasks.length = 0
    })
    const trace = await MainThreadTrace.start(browser)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.waitForTimeout(SECONDS * 1000)
    await page
      .locator('.pod__mark', { hasText: 'r2' })
      .nth(NODES - 1)
      .waitFor({ state: 'attached' })
    const tasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks)
    const work = await trace.end()
    return {
      nodes: NODES,
      speed: SPEED,
      seconds: SECONDS,
      longTasks: tasks.length,
      longestMs: Math.round(Math.max(0, ...tasks)),
      busyTasks: work.filter(task => task > LONG_MS).length,
      busiestMs: Math.round(work.reduce((most, task) => Math.max(most, task), 0)),
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
