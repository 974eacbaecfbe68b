import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** How fast the recordings of a folder are replayed, on one core and with the first one's warm-up. */
export interface ReplayFigures {
  readonly kind: string
  readonly recordings: number
  readonly seconds: number
  readonly perSecond: number
}

const OWN = 'src/conformance/recordings'

/** As `npm run conformance` does: replays the folder, or the project's own recordings where there is none. */
export function measureReplay(folder: string): readonly ReplayFigures[] {
  const root = existsSync(folder) ? folder : OWN
  const text = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/bench/replay-run.ts', resolve(root)], {
    encoding: 'utf8',
  })
  return JSON.parse(text) as readonly ReplayFigures[]
}

export function printReplay(figures: readonly ReplayFigures[], say: (text: string) => void): void {
  say('\nRecordings replayed, one core:')
  for (const { kind, recordings, seconds, perSecond } of figures) {
    const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)
    say(
      `  ${kind.padEnd(14)} ${String(recordings).padStart(5)} in ${seconds.toFixed(1).padStart(6)} s: ${rate} a second`,
    )
  }
}
