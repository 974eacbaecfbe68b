import { FNV_OFFSET, fnv1aOfText } from '../../base/fnv'

/** A seeded stream of numbers. Every random choice of the cluster draws from a named stream, so streams do not disturb each other. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** An integer in [0, bound). */
  integer(bound: number): number
  /** A shuffled copy (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[]
  /** `length` characters of Kubernetes' name alphabet (no vowels, no 0, 1, 3). */
  suffix(length: number): string
}

// Models staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go alphanums
export const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** Splits one seed into independent streams by name (FNV-1a over the name, then mulberry32). */
export function createRandom(seed: number, stream: string): Random {
  let state = fnv1aOfText(stream, FNV_OFFSET ^ seed) | 0

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const integer = (bound: number) => Math.floor(next() * bound)
  return {
    next,
    integer,
    shuffled(items) {
      const copy = items.slice()
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const held = copy[i] as (typeof copy)[number]
        copy[i] = copy[j] as (typeof copy)[number]
        copy[j] = held
      }
      return copy
    },
    suffix(length) {
      let text = ''
      for (let i = 0; i < length; i++) text += NAME_ALPHABET[integer(NAME_ALPHABET.length)]
      return text
    },
  }
}
