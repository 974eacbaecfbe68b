// npm test: installs what is missing (a browser too), then types, style, layers, dead code, unit tests, size of the page, tests in a browser.
// Ends with `N passed, N failed`, counting every check and every test.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildPage, freePort, installDependencies, ROOT, runCommand } = await import('./prepare.mjs')

installDependencies()
const { findBrowser } = await import('./browser.mjs')

let passed = 0
let failed = 0

/** One check without tests of its own: it counts as one. */
function check(name, command, args) {
  console.log(`\n— ${name}`)
  if (runCommand(command, args) === 0) passed += 1
  else {
    failed += 1
    console.error(`${name}: failed`)
  }
}

function countVitest() {
  console.log('\n— unit tests and recordings')
  const report = newReport('unit.json')
  const code = runCommand('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = readReport(report)
  passed += result?.numPassedTests ?? 0
  failed += Math.max(result?.numFailedTests ?? 0, code === 0 ? 0 : 1)
}

/** A thousand random scenarios of two hundred steps: `npm run fire`. */
function countFire() {
  console.log('\n— invariants under fire')
  const report = newReport('fire.json')
  const code = runCommand('node', ['scripts/fire.mjs', '--seeds', '1000', '--report', report])
  const result = readReport(report)
  passed += result?.passed ?? 0
  failed += Math.max(result?.failed ?? 0, code === 0 ? 0 : 1)
}

async function countPlaywright() {
  console.log('\n— tests in a browser')
  const browser = findBrowser()
  if (browser === undefined) {
    failed += 1
    return
  }
  const report = newReport('e2e.json')
  const environment = {
    E2E_PORT: String(process.env.E2E_PORT ?? (await freePort())),
    ...(browser.path === undefined ? {} : { CHROMIUM_PATH: browser.path }),
  }
  const code = runCommand('npx', ['playwright', 'test'], environment)
  const stats = readReport(report)?.stats
  passed += stats?.expected ?? 0
  failed += Math.max((stats?.unexpected ?? 0) + (stats?.flaky ?? 0), code === 0 ? 0 : 1)
}

/** A report of an earlier run must not be taken for this one's. */
function newReport(name) {
  const file = join(ROOT, 'test-results', name)
  rmSync(file, { force: true })
  return file
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

buildPage()
check('types', 'npm', ['run', '-s', 'typecheck'])
check('style', 'npx', ['biome', 'check', '--error-on-warnings', '.'])
check('layers', 'npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--no-progress'])
check('dead code', 'npx', ['knip'])
check('size of the page', 'node', ['scripts/page-size.mjs'])
countVitest()
countFire()
await countPlaywright()

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
