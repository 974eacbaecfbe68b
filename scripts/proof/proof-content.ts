// What the proof page says. Arguments: the folder of recordings, and the file with their results. Prints JSON.
import { knownOf, ownEntries, RECORDED, readProof } from '../../src/conformance/proof'
import { findRecordings, type RecordingFolder, versionOf } from '../../src/conformance/recordings'
import type { Trace } from '../../src/conformance/traces/trace'
import { playTrace } from '../../src/conformance/traces/trace-scenario'
import { DEFAULT_VERSION } from '../../src/engine/version-behaviour'
import { encodeScenario } from '../../src/scenario/share-link'
import type { ProofContent, TraceLink } from './proof-page'

const [recordings = '', results = ''] = process.argv.slice(2)
const own = ownEntries(recordings)
const content: ProofContent = {
  folders: readProof(results).map(folder => ({
    ...folder,
    ...(RECORDED[folder.name] ?? { what: '', version: '' }),
    inProject: own.get(folder.name) ?? 0,
    differences: knownOf(folder),
  })),
  traces: findRecordings(recordings)
    .filter(({ kind }) => kind === 'traces')
    .flatMap(linksOf),
}
console.log(JSON.stringify(content))

function linksOf({ path, recordings: traces }: RecordingFolder): TraceLink[] {
  const version = versionOf(path) ?? DEFAULT_VERSION
  return traces.map(({ read, family }) => {
    const trace = read() as Trace
    const { scenario } = playTrace(trace, version)
    return {
      name: trace.name,
      family,
      about: trace.about,
      version,
      steps: trace.steps.length,
      code: encodeScenario(scenario),
    }
  })
}
