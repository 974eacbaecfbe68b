import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine } from '../engine/index'
import { ioOn } from '../testing/command-io'
import { createShell } from './index'

interface Recorded {
  readonly files: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly line: string
    readonly out: string
    readonly err?: string
    readonly code?: number
  }[]
}

const { files, cases } = JSON.parse(readFileSync(new URL('./recorded-tools.json', import.meta.url), 'utf8')) as Recorded

/** What a line prints in a shell on an empty cluster with the recording's files. */
function typed(line: string) {
  const engine = createEngine({ seed: 1, machines: [] })
  const present = new Map(Object.entries(files))
  const said = { out: '', err: '' }
  const run = createShell({ engine }).run(
    line,
    ioOn(present, said, () => engine.now),
  )
  for (;;) {
    const step = run.next()
    if (step.done) return { ...said, code: step.value }
    engine.runUntil(engine.now + Math.max(1, step.value.delay ?? 1))
  }
}

// Recorded with bash 5.2, GNU grep 3.8, sed 4.9, coreutils 9.1, util-linux 2.38, mawk 1.3.4 and jq 1.6 in the C locale.
it.each(cases)('as the real tools: $line', ({ line, out, err = '', code = 0 }) => {
  expect(typed(line)).toEqual({ out, err, code })
})
