// npm run -s conformance -- [DIR] [--verbose]: replays the recordings of real Kubernetes that are under DIR.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const run = fileURLToPath(new URL('../src/conformance/run.ts', import.meta.url))
const { status } = spawnSync(process.execPath, ['--import', 'tsx', run, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
