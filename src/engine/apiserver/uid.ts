import type { Random } from '../kernel/random'

const DIGITS = Array.from('0123456789abcdef', digit => digit.charCodeAt(0))
const DASH = '-'.charCodeAt(0)
const DASHES_BEFORE_BYTES = new Set([4, 6, 8, 10])

const word = (random: Random) => (random.next() * 4294967296) | 0

/** Version 4 UUIDs drawn from the stream: the same seed gives the same ones. */
export function createUidSource(random: Random): () => string {
  const words = new Int32Array(4)
  const codes = new Array<number>(36).fill(0)
  return () => {
    words[0] = word(random)
    words[1] = (word(random) & 0xffff0fff) | 0x4000
    words[2] = (word(random) & 0x3fffffff) | 0x80000000
    words[3] = word(random)
    return textOf(words, codes)
  }
}

// One string in one piece: pieces that are joined with + stay joined pieces in memory, a dozen for each object.
function textOf(words: Int32Array, codes: number[]): string {
  let length = 0
  for (let byte = 0; byte < 16; byte++) {
    if (DASHES_BEFORE_BYTES.has(byte)) codes[length++] = DASH
    const value = (words[byte >> 2] ?? 0) >>> (24 - 8 * (byte & 3))
    codes[length++] = DIGITS[(value >>> 4) & 15] ?? 0
    codes[length++] = DIGITS[value & 15] ?? 0
  }
  return String.fromCharCode(...codes)
}
