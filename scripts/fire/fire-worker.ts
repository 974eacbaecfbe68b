// One thread of `npm run fire`: plays the seeds that it is sent, one by one.
import { parentPort } from 'node:worker_threads'
import { encodeScenario } from '../../src/scenario/share-link'
import { playUnderFire } from '../../src/testing/fire/play'
import type { SeedReport, SeedRequest } from './seed-report'

parentPort?.on('message', ({ seed, steps }: SeedRequest) => {
  const { scenario, violation, ...played } = playUnderFire(seed, steps)
  const report: SeedReport =
    violation === undefined ? played : { ...played, violation: { ...violation, code: encodeScenario(scenario) } }
  parentPort?.postMessage(report)
})
