import { expect, it } from 'vitest'
import { DEFAULT_VERSION, KUBERNETES_VERSIONS, type KubernetesVersion } from '../../engine/version-behaviour'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import type { Scenario } from '../scenario'
import { editedFile, type GalleryEntry } from './gallery'
import { GALLERY } from './gallery-list'

/** The entry on that version, with everything done that it suggests: refusals are part of it. */
function playAll({ scenario, tries }: GalleryEntry, version: KubernetesVersion): Scenario {
  const session = new Session({ ...scenario, version }, createShell)
  let { files } = scenario
  for (const { edits = [], lines } of tries) {
    for (const edit of edits) files = { ...files, [edit.file]: editedFile(files[edit.file], edit) ?? '' }
    for (const line of lines) session.run({ line, source: 'click', files })
    session.advance(session.now + 60_000)
  }
  return session.scenario()
}

const olderVersions = KUBERNETES_VERSIONS.filter(version => version !== DEFAULT_VERSION)
const cases = olderVersions.flatMap(version => GALLERY.map(entry => [version, entry.id, entry] as const))

it.each(cases)('on %s: what %s suggests can be done, and played again on the newest', (version, _id, entry) => {
  const played = playAll(entry, version)
  const again = new Session(played, createShell)
  expect(again.engine.behaviour.version).toBe(version)
  const newest = new Session({ ...played, version: '1.36' }, createShell)
  expect(newest.entries).toBe(again.entries)
})
