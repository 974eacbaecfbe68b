import type { Random } from '../kernel/random'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const word = (random: Random) => Math.floor(random.next() * 4294967296) >>> 0
const hex = (value: number, shift: number) => HEX[(value >>> shift) & 0xff] ?? ''
const hex16 = (value: number, shift: number) => hex(value, shift + 8) + hex(value, shift)

/** Version 4 UUIDs drawn from the stream: the same seed gives the same ones. */
export function createUidSource(random: Random): () => string {
  return () => {
    const a = word(random)
    const b = ((word(random) & 0xffff0fff) | 0x4000) >>> 0
    const c = ((word(random) & 0x3fffffff) | 0x80000000) >>> 0
    const d = word(random)
    return `${hex16(a, 16)}${hex16(a, 0)}-${hex16(b, 16)}-${hex16(b, 0)}-${hex16(c, 16)}-${hex16(c, 0)}${hex16(d, 16)}${hex16(d, 0)}`
  }
}
