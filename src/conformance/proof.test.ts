import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { KNOWN_DIFFERENCES } from './known-differences'
import { OWN_RECORDINGS } from './own-recordings'
import { mergeProof, ownEntries, README_FILE, readProof, withProofSection } from './proof'
import { findRecordings } from './recordings'

// The tests of each kind replay the project's recordings and fail for each that does not pass: what is left is to count.

it('what is written down is true of the recordings that the project contains', () => {
  const proof = readProof()
  for (const { path, recordings } of findRecordings(OWN_RECORDINGS)) {
    const name = path.slice(OWN_RECORDINGS.length + 1)
    const folder = proof.find(candidate => candidate.name === name)
    const known = recordings.filter(recording => recording.name in KNOWN_DIFFERENCES).map(recording => recording.name)
    expect(folder, `npm run proof has not seen ${name}`).toMatchObject({
      failed: 0,
      known: expect.arrayContaining(known),
    })
    for (const family of new Set(recordings.map(recording => recording.family))) {
      const own = recordings.filter(recording => recording.family === family)
      const passed = own.filter(recording => !(recording.name in KNOWN_DIFFERENCES)).length
      expect(folder?.families).toContainEqual({ name: family, entries: own.length, passed })
    }
  }
})

it('the README says what is written down', () => {
  const readme = readFileSync(README_FILE, 'utf8')
  expect(withProofSection(readme, readProof())).toBe(readme)
})

it('a new run takes the place of the one before, folder by folder, in the order of the page', () => {
  const folder = { entries: 1, passed: 1, failed: 0, families: [], known: [] }
  const before = [
    { ...folder, name: 'transcripts' },
    { ...folder, name: 'traces', passed: 0 },
  ]
  const merged = mergeProof(before, [{ ...folder, name: 'traces' }])
  expect(merged.map(({ name, passed }) => [name, passed])).toEqual([
    ['traces', 1],
    ['transcripts', 1],
  ])
  expect(ownEntries().get('traces')).toBeGreaterThan(100)
})
