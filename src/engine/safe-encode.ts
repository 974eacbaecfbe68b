import { NAME_ALPHABET } from './kernel/random'

/** A 32-bit hash as text that cannot spell a word. */
// Models staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go SafeEncodeString
export function safeEncode(hash: number): string {
  let encoded = ''
  for (const digit of String(hash >>> 0)) encoded += NAME_ALPHABET[digit.charCodeAt(0) % NAME_ALPHABET.length]
  return encoded
}
