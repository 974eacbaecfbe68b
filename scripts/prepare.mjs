import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const INSTALL_STAMP = join(ROOT, 'node_modules', '.installed-from')
const BUILD_STAMP = join(ROOT, 'dist', '.built-from')

/** Runs a command in the project's folder with its output shown; answers its exit code. */
export function runCommand(command, args, env = {}) {
  const shell = process.platform === 'win32'
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell, env: { ...process.env, ...env } })
  return result.status ?? 1
}

/** Installs what the lock file names, unless that has been done. Ends the process with one clear line when it fails. */
export function installDependencies() {
  const wanted = hashOf([join(ROOT, 'package-lock.json')])
  if (readText(INSTALL_STAMP) === wanted) return
  console.log('Installing what is missing …')
  // Not `npm ci`: a lock file made on one system may lack the optional binaries of another, which `install` then adds.
  if (runCommand('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    console.error('Installing failed: is the npm registry reachable? Then try again.')
    process.exit(1)
  }
  writeFileSync(INSTALL_STAMP, wanted)
}

/** Builds the page into dist/, unless nothing changed since the last build. */
export function buildPage() {
  const sources = [
    ...filesUnder(join(ROOT, 'src')),
    ...filesUnder(join(ROOT, 'public')),
    ...filesUnder(join(ROOT, 'scripts')),
  ]
  const wanted = hashOf([
    ...sources,
    join(ROOT, 'index.html'),
    join(ROOT, 'proof', 'index.html'),
    join(ROOT, 'package-lock.json'),
    join(ROOT, 'vite.config.ts'),
  ])
  if (readText(BUILD_STAMP) === wanted) return
  console.log('Building the page …')
  if (runCommand('npm', ['run', '-s', 'build']) !== 0) {
    console.error('The build failed: the messages above say why.')
    process.exit(1)
  }
  mkdirSync(dirname(BUILD_STAMP), { recursive: true })
  writeFileSync(BUILD_STAMP, wanted)
}

function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() && !/\.test\.tsx?$|\.generated\./.test(entry.name) && !entry.parentPath.includes('recordings'),
    )
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    if (!existsSync(file) || !statSync(file).isFile()) continue
    hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** A port of this machine that nothing listens on. */
export async function freePort() {
  const { createServer } = await import('node:net')
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
