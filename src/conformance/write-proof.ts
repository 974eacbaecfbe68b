// npm run proof [-- DIR…]: replays the recordings (without a folder the project's own) and writes the result where README and /proof find it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { OWN_RECORDINGS } from './own-recordings'
import { mergeProof, PROOF_FILE, README_FILE, readProof, withProofSection } from './proof'
import { proofOf } from './prove'

const folders = process.argv.slice(2)
const fresh = (folders.length === 0 ? [OWN_RECORDINGS] : folders).flatMap(proofOf)
const proof = mergeProof(existsSync(PROOF_FILE) ? readProof() : [], fresh)
writeFileSync(PROOF_FILE, `${JSON.stringify(proof, null, 2)}\n`)
writeFileSync(README_FILE, withProofSection(readFileSync(README_FILE, 'utf8'), proof))
for (const { name, passed, entries, failed } of fresh) console.log(`${name}: ${passed} of ${entries}, ${failed} failed`)
