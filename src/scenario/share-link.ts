import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import { fromBase64Url, toBase64Url } from '../base/base64url'
import { fnv1a } from '../base/fnv'
import { failure, type Result } from '../base/result'
import type { Scenario } from './scenario'
import { SCENARIO_LIMITS } from './scenario-limits'
import { parseScenario } from './scenario-schema'
import { LINK_DICTIONARY } from './share-link-dictionary'

/** The first letter of the code says how it was made. Never change what a letter means: links live for years. */
const VERSION = 'a'
const CHECKSUM_BYTES = 4

const CUT_OFF = 'This link was cut off or changed on its way. Ask for it again, or for the saved file.'

/** The scenario as the text behind `#s=` of a link. */
export function encodeScenario(scenario: Scenario): string {
  const bytes = deflateSync(strToU8(JSON.stringify(scenario)), { level: 9, dictionary: strToU8(LINK_DICTIONARY) })
  const withChecksum = new Uint8Array(bytes.length + CHECKSUM_BYTES)
  new DataView(withChecksum.buffer).setUint32(0, checksum(bytes))
  withChecksum.set(bytes, CHECKSUM_BYTES)
  return VERSION + toBase64Url(withChecksum)
}

/** Reads a link's code. It may be cut off, tampered with, from a newer version, or inflate without end: each has its own answer. */
export function decodeScenario(code: string): Result<Scenario> {
  // Before it is looked at.
  if (code.length > SCENARIO_LIMITS.linkLength) return failure('This link is too long to be one of the playground.')
  if (code[0] !== VERSION) {
    const newer = /^[b-z]/.test(code)
    return failure(
      newer ? 'This link was made by a newer version of the playground. Reload the page to get it.' : CUT_OFF,
    )
  }
  const bytes = fromBase64Url(code.slice(1))
  if (bytes === undefined || bytes.length <= CHECKSUM_BYTES) return failure(CUT_OFF)
  const compressed = bytes.subarray(CHECKSUM_BYTES)
  if (new DataView(bytes.buffer).getUint32(0) !== checksum(compressed)) return failure(CUT_OFF)
  const text = inflate(compressed)
  return text.ok ? parseScenario(text.value) : text
}

function inflate(compressed: Uint8Array): Result<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  let finished = false
  const stream = new Inflate({ dictionary: strToU8(LINK_DICTIONARY) }, (chunk, final) => {
    length += chunk.length
    if (length > SCENARIO_LIMITS.textLength) throw new RangeError('too big')
    chunks.push(chunk)
    finished = final
  })
  try {
    // In small pieces: a bomb is noticed before it has filled the memory.
    for (let i = 0; i < compressed.length; i += 1024)
      stream.push(compressed.subarray(i, i + 1024), i + 1024 >= compressed.length)
  } catch (error) {
    return failure(error instanceof RangeError ? 'This link unpacks to more than 16 MB. It was not opened.' : CUT_OFF)
  }
  if (!finished) return failure(CUT_OFF)
  const text = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    text.set(chunk, at)
    at += chunk.length
  }
  return { ok: true, value: strFromU8(text) }
}

/** FNV-1a: finds accidents, not attackers; what is inside is checked again anyway. */
function checksum(bytes: Uint8Array): number {
  return fnv1a(bytes) >>> 0
}
