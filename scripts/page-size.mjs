// How much compressed script the page needs before it can be used: what index.html loads, and what that imports at once.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from './prepare.mjs'

/** The frame: header, editor as text, inspector, time. It can be used, and shows what it waits for. */
const FRAME_LIMIT_KB = 250
/** With the cluster on the canvas: React Flow, and the worker with the engine. */
const CLUSTER_LIMIT_KB = 420
const DIST = join(ROOT, 'dist')

/** Files reached from `entry` through static imports. */
function reachable(entry, seen = new Set()) {
  if (seen.has(entry)) return seen
  seen.add(entry)
  const text = readFileSync(entry, 'utf8')
  for (const [, target] of text.matchAll(
    /(?:^|[;\n}])\s*(?:import|export)(?:[^'"();]*?from)?\s*["']([^"']+\.js)["']/g,
  )) {
    reachable(join(dirname(entry), target), seen)
  }
  return seen
}

const html = readFileSync(join(DIST, 'index.html'), 'utf8')
const entries = [...html.matchAll(/<(?:script[^>]*src|link rel="modulepreload"[^>]*href)="([^"]+\.js)"/g)].map(match =>
  join(DIST, match[1]),
)
const files = new Set(entries.flatMap(entry => [...reachable(entry)]))
const frame = report('the frame', files)

for (const name of readdirSync(join(DIST, 'assets'))) {
  if (/^(playground\.worker|cluster-stage)-.*\.js$/.test(name))
    for (const file of reachable(join(DIST, 'assets', name))) files.add(file)
}
const cluster = report('with the cluster to be seen', files)
console.log(`limits: ${FRAME_LIMIT_KB} and ${CLUSTER_LIMIT_KB} kB`)
process.exit(frame <= FRAME_LIMIT_KB * 1000 && cluster <= CLUSTER_LIMIT_KB * 1000 ? 0 : 1)

/** Compressed bytes of the files, printed. */
function report(what, list) {
  let total = 0
  for (const file of list) total += gzipSync(readFileSync(file), { level: 9 }).length
  console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  ${what} (${list.size} files)`)
  return total
}
