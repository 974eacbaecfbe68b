import type { Fields } from '../../../base/fields'
import { decodeBase64Bytes } from '../../../k8s/base64'
import { goQuoteCharacter } from '../../../k8s/go-quote'
import { scanJson } from '../../../k8s/json-scan'
import { configMapKey } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { invalid, required, TypedText, tooLong } from '../field-error'
import { type Errors, textErrors } from './field-errors'
import { sortedKeys } from './labels'

const MAX_BYTES = 1024 * 1024
const REDACTED = '<secret contents redacted>'
const ACCOUNT = 'kubernetes.io/service-account.name'

// Models pkg/apis/core/validation/validation.go ValidateSecret
export function* validateSecret({ metadata, data, type }: KubeObject): Errors {
  const entries = (data ?? {}) as Fields
  for (const key of sortedKeys(entries)) yield* textErrors(`data[${key}]`, key, configMapKey)
  const size = Object.values(entries).reduce<number>((sum, value) => sum + decodedLength(String(value)), 0)
  if (size > MAX_BYTES) yield tooLong('data', MAX_BYTES)
  switch (type) {
    case 'kubernetes.io/service-account-token':
      if (!metadata.annotations?.[ACCOUNT]) yield required(`metadata.annotations[${ACCOUNT}]`)
      return
    case 'kubernetes.io/dockercfg':
      yield* validateDockerConfig(entries, '.dockercfg')
      return
    case 'kubernetes.io/dockerconfigjson':
      yield* validateDockerConfig(entries, '.dockerconfigjson')
      return
    case 'kubernetes.io/basic-auth':
      if (entries.username === undefined && entries.password === undefined) {
        yield required('data[username]')
        yield required('data[password]')
      }
      return
    case 'kubernetes.io/ssh-auth':
      if (!entries['ssh-privatekey']) yield required('data[ssh-privatekey]')
      return
    case 'kubernetes.io/tls':
      for (const key of ['tls.crt', 'tls.key']) if (entries[key] === undefined) yield required(`data[${key}]`)
  }
}

const decodedLength = (base64: string) => Math.floor((base64.replace(/=+$/, '').length * 3) / 4)

function* validateDockerConfig(entries: Fields, key: string): Errors {
  const value = entries[key]
  if (value === undefined) yield required(`data[${key}]`)
  else {
    const why = jsonObjectError(decodeBase64Bytes(String(value)))
    if (why !== undefined) yield invalid(`data[${key}]`, REDACTED, why)
  }
}

/** Why a text, one character a byte, is no JSON object. */
// Models encoding/json Unmarshal into a map
function jsonObjectError(text: string): string | undefined {
  const start = text.trimStart()
  const scan = start === '' ? undefined : scanJson(start, 0)
  if (scan === undefined) return 'unexpected end of JSON input'
  if ('message' in scan) return scan.message
  const [after] = start.slice(scan.end).trimStart()
  if (after !== undefined) return `invalid character ${goQuoteCharacter(after)} after top-level value`
  const value: unknown = JSON.parse(start)
  if (value === null || (typeof value === 'object' && !Array.isArray(value))) return undefined
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
}

/** What a secret is for stays. It is asked before its content. */
// Models validation.go ValidateSecretUpdate
export function* validateSecretType(object: KubeObject, before: KubeObject): Errors {
  if (object.type !== before.type) {
    yield invalid('type', new TypedText(String(object.type ?? '')), 'field is immutable')
  }
}

/** A certificate that nobody can read is stored, with a warning. */
// Models pkg/registry/core/secret/strategy.go warningsForSecret
export function* secretWarnings({ type, data }: KubeObject): Generator<string, void> {
  if (type !== 'kubernetes.io/tls') return
  const entries = (data ?? {}) as Fields
  const lacksPem = (key: string) => !decodeBase64Bytes(String(entries[key] ?? '')).includes('-----BEGIN ')
  if (lacksPem('tls.crt')) yield 'tls: failed to find any PEM data in certificate input'
  else if (lacksPem('tls.key')) yield 'tls: failed to find any PEM data in key input'
}
