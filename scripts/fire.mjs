// npm run fire [-- --seeds 1000 --from 1 --steps 200 --report FILE]: random scenarios, with every invariant checked.
import { requireNode } from './node-version.mjs'

requireNode()
const { installDependencies, ROOT } = await import('./prepare.mjs')
installDependencies()
const { spawnSync } = await import('node:child_process')
const result = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/fire/fire.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
