// How much compressed script the page needs before it can be used: what index.html loads, and what that imports at once.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from './prepare.mjs'

const LIMIT_KB = 250
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
// The worker holds the cluster: the page cannot be used without it.
for (const name of readdirSync(join(DIST, 'assets')))
  if (/^playground\.worker-.*\.js$/.test(name)) files.add(join(DIST, 'assets', name))

let total = 0
for (const file of files) {
  const size = gzipSync(readFileSync(file), { level: 9 }).length
  total += size
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${file.slice(DIST.length + 1)}`)
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  in all, of ${LIMIT_KB} kB`)
process.exit(total <= LIMIT_KB * 1000 ? 0 : 1)
