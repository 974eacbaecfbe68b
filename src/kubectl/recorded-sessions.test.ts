import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { replayTranscript } from '../conformance/transcripts'

// What kubectl v1.36.3 printed against the real control plane, in the form of the transcripts.
const FOLDER = new URL('./recorded-sessions/', import.meta.url)

it.each(readdirSync(FOLDER))('as the real kubectl: %s', file => {
  const session: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
  expect(replayTranscript(session)).toBeUndefined()
})
