import { sha256 } from '../base/sha256'
import { encodeBase64, encodeBase64Bytes, utf8 } from './base64'

const BYTES_OF_HASH = 32
const BYTES_OF_SIGNATURE = 256

/** Whose key it would be; the same in every cluster. */
const HEADER = { alg: 'RS256', kid: base64Url(encodeBase64Bytes(bytesOf(sha256(utf8('the key of the cluster'))))) }

/**
 * A token of the real form that says `claims`, readable by everybody. Its signature is no signature: nobody here checks
 * tokens. The same claims give the same token.
 */
// Models pkg/serviceaccount/jwt.go GenerateToken
export function webToken(claims: Readonly<Record<string, unknown>>): string {
  const signed = [HEADER, claims].map(part => base64Url(encodeBase64(JSON.stringify(part)))).join('.')
  const blocks = Array.from({ length: BYTES_OF_SIGNATURE / BYTES_OF_HASH }, (_, i) => sha256(utf8(`${i} ${signed}`)))
  return `${signed}.${base64Url(encodeBase64Bytes(blocks.flatMap(bytesOf)))}`
}

function base64Url(text: string): string {
  return text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

function bytesOf(hexadecimal: string): number[] {
  return Array.from({ length: hexadecimal.length / 2 }, (_, i) =>
    Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16),
  )
}
