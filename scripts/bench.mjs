// npm run bench [-- --json] [--only engine,peer,replay,corpus,terminal,link,page] [--corpus DIR] [--recordings DIR]: measures, prints a table, or JSON.
import { requireNode } from './node-version.mjs'

requireNode()
const { installDependencies, ROOT } = await import('./prepare.mjs')
installDependencies()
const { spawnSync } = await import('node:child_process')
const result = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench/bench.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
