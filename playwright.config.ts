import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** A browser that is there already: named by CHROMIUM_PATH, or in one of the usual places. Else Playwright's own download. */
const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const executablePath = candidates.find(path => path !== undefined && existsSync(path))
const PORT = Number(process.env.E2E_PORT ?? 4731)

// As root, Chromium refuses to start in its sandbox; the other switches keep it from looking for a network.
const asRoot = process.getuid?.() === 0 || process.env.CI !== undefined
const args = asRoot
  ? [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]
  : []

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // Tests wait for virtual time as often as for the processor.
  workers: 3,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    // Its copy of the page would answer in place of what a test says the host does.
    serviceWorkers: 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { args, ...(executablePath === undefined ? {} : { executablePath }) },
    // A trace of every test costs as much time as the tests: E2E_TRACE=1 when one is wanted.
    trace: process.env.E2E_TRACE === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node scripts/start.mjs --port ${PORT}`,
    port: PORT,
    reuseExistingServer: false,
    timeout: 300_000,
  },
})
