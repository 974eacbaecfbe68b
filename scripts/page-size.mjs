// How much compressed script the page fetches until it can be used: measured in a browser, as the page itself says when.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { findBrowser } from './browser.mjs'
import { freePort, ROOT } from './prepare.mjs'

/** Header, editor, the cluster on the canvas with its engine behind it, the note, time. Compressed with gzip. */
const LIMIT_KB = 250

const found = findBrowser()
if (found === undefined) process.exit(1)
const port = await freePort()
const server = await preview({ root: ROOT, preview: { port, strictPort: true, host: 'localhost' }, logLevel: 'error' })
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(found.path === undefined ? {} : { executablePath: found.path }),
})

const page = await browser.newPage({ serviceWorkers: 'block' })
const requests = []
page.on('request', request => requests.push({ request, seen: Date.now() }))
await page.goto(`http://localhost:${port}/`)
await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
const { at, missing } = await page.evaluate(() => ({
  at: performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime,
  missing: ['[data-node="control-plane"]', '[data-place="editor"] .button--primary:enabled', '.transport'].filter(
    part => document.querySelector(part) === null,
  ),
}))
const files = requests
  // One that is still under way has no time of its own yet.
  .filter(({ request, seen }) => (request.timing().startTime > 0 ? request.timing().startTime : seen) <= at)
  .map(({ request }) => new URL(request.url()).pathname)
  .filter(path => path.endsWith('.js'))
await browser.close()
await server.close()

let gzip = 0
let brotli = 0
for (const file of new Set(files)) {
  const content = readFileSync(join(ROOT, 'dist', file))
  const sizes = [gzipSync(content, { level: 9 }).length, brotliCompressSync(content).length]
  gzip += sizes[0]
  brotli += sizes[1]
  print(file, ...sizes)
}
print(`until the page can be used (limit: ${LIMIT_KB} kB with gzip)`, gzip, brotli)
if (missing.length > 0) console.error(`It says that it can be used, but lacks ${missing.join(', ')}`)
process.exit(gzip <= LIMIT_KB * 1000 && missing.length === 0 ? 0 : 1)

function print(what, gzipBytes, brotliBytes) {
  const kb = bytes => `${(bytes / 1000).toFixed(1).padStart(7)} kB`
  console.log(`${kb(gzipBytes)} gzip ${kb(brotliBytes)} brotli  ${what}`)
}
