/** The first 32 bits of the parts behind the point of the square (or cube) roots of the first primes. */
function primeRoots(count: number, root: (prime: number) => number): Uint32Array {
  const words: number[] = []
  for (let n = 2; words.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (isPrime) words.push((root(n) % 1) * 2 ** 32)
  }
  return Uint32Array.from(words)
}

const START = primeRoots(8, Math.sqrt)
const ROUNDS = primeRoots(64, Math.cbrt)

/** SHA-256 of the bytes, in hexadecimal (FIPS 180-4). */
export function sha256(bytes: readonly number[]): string {
  const padded = [...bytes, 0x80]
  while (padded.length % 64 !== 56) padded.push(0)
  const bits = bytes.length * 8
  for (let shift = 56; shift >= 0; shift -= 8) padded.push(Math.floor(bits / 2 ** shift) & 255)
  const hash = Uint32Array.from(START)
  for (let at = 0; at < padded.length; at += 64) addBlock(hash, padded, at)
  return [...hash].map(word => word.toString(16).padStart(8, '0')).join('')
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function addBlock(hash: Uint32Array, bytes: readonly number[], at: number): void {
  const words = new Uint32Array(64)
  const word = (i: number) => words[i] ?? 0
  for (let i = 0; i < 16; i++) {
    for (let j = 0; j < 4; j++) words[i] = (word(i) << 8) | (bytes[at + 4 * i + j] ?? 0)
  }
  for (let i = 16; i < 64; i++) {
    const [a, b] = [word(i - 15), word(i - 2)]
    const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[i] = word(i - 16) + low + word(i - 7) + high
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g)
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (ROUNDS[i] ?? 0) + word(i)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] ?? 0) + value
}
