// npm run pictures: makes the pictures of the README from the built page.
import { existsSync, mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import type { Scenario } from '../src/scenario/scenario'
import { encodeScenario } from '../src/scenario/share-link'

const PORT = 4751
const IMAGE = 'registry.example/fluentd'

const FILE = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: fluentd
  namespace: kube-system
spec:
  selector:
    matchLabels:
      name: fluentd
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 1
  template:
    metadata:
      labels:
        name: fluentd
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      tolerations:
      - key: node-role.kubernetes.io/control-plane
        operator: Exists
        effect: NoSchedule
      containers:
      - name: fluentd
        image: ${IMAGE}:v1.17
        resources:
          requests:
            cpu: 100m
            memory: 200Mi
`

/** A rollout in the middle of a cluster with a tainted, a cordoned and a foreign node. */
const scenario: Scenario = {
  format: 1,
  title: 'Rolling update, step by step',
  version: '1.36',
  seed: 11,
  nodes: [
    { name: 'control-plane', controlPlane: true, labels: { 'topology.kubernetes.io/zone': 'zone-a' } },
    { name: 'worker-1', labels: { 'topology.kubernetes.io/zone': 'zone-a', disktype: 'ssd' } },
    { name: 'worker-2', labels: { 'topology.kubernetes.io/zone': 'zone-a', disktype: 'ssd' } },
    { name: 'worker-3', labels: { 'topology.kubernetes.io/zone': 'zone-b' } },
    { name: 'worker-4', labels: { 'topology.kubernetes.io/zone': 'zone-b' } },
    { name: 'worker-5', labels: { 'topology.kubernetes.io/zone': 'zone-b' } },
    { name: 'worker-6', labels: { 'topology.kubernetes.io/zone': 'zone-b', 'kubernetes.io/os': 'windows' } },
  ],
  files: { 'fluentd.yaml': FILE },
  log: [
    { at: 0, line: 'kubectl apply -f fluentd.yaml' },
    { at: 9_000, line: 'kubectl create deployment web --image=registry.example/web:1 --replicas=9' },
    { at: 20_000, line: `lab image set ${IMAGE}:v1.18 --pull 4s` },
    { at: 21_000, line: 'kubectl taint node worker-3 dedicated=gpu:NoSchedule' },
    { at: 22_000, line: 'kubectl cordon worker-5' },
    {
      at: 24_000,
      line: 'kubectl apply -f fluentd.yaml',
      files: { 'fluentd.yaml': FILE.replace('v1.17', 'v1.18') },
    },
  ],
  time: 33_000,
  view: { groupBy: 'topology.kubernetes.io/zone', daemonSet: 'kube-system/fluentd' },
}

const server = await preview({ preview: { port: PORT, strictPort: true, host: 'localhost' }, logLevel: 'silent' })
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  path => path !== undefined && existsSync(path),
)
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
})
mkdirSync('docs', { recursive: true })
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme, deviceScaleFactor: 1.5 })
  await page.goto(`http://localhost:${PORT}/#s=${encodeScenario(scenario)}`)
  await page.locator('.monaco-editor .view-line').first().waitFor()
  await page.locator('.xterm-rows').waitFor()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.locator('[data-node="worker-3"]').click({ position: { x: 120, y: 18 } })
  await page.getByRole('region', { name: 'Inspector' }).getByText('dedicated=gpu:NoSchedule').first().waitFor()
  await page.waitForTimeout(600)
  await page.screenshot({ path: `docs/${colorScheme}.png` })
  await page.close()
}
await browser.close()
await server.close()
