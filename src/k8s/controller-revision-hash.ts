// Models staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go SafeEncodeString
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * The hash of a pod template that names its revision (`controller-revision-hash`, `pod-template-hash`): FNV-1a over the
 * template's canonical text and the collision count, in characters that cannot spell a word. Not the number that Kubernetes
 * computes (that one hashes a Go dump of the struct), but as stable and of the same form.
 */
// Models pkg/controller/controller_utils.go ComputeHash
export function templateHash(template: unknown, collisionCount?: number): string {
  let hash = 0x811c9dc5
  const feed = (text: string) => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  feed(canonicalText(template))
  if (collisionCount !== undefined) feed(`#${collisionCount}`)
  let encoded = ''
  for (const digit of String(hash >>> 0)) encoded += SAFE_ALPHABET[digit.charCodeAt(0) % SAFE_ALPHABET.length]
  return encoded
}

/** JSON with sorted keys and without absent fields: equal values give equal texts, whatever the order of their fields. */
export function canonicalText(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>>
  const parts: string[] = []
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalText(fields[key])}`)
  }
  return `{${parts.join(',')}}`
}
