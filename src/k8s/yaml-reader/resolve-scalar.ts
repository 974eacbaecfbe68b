import { decodeBase64Bytes } from '../base64'
import { wholeNumber } from '../big-integer'
import type { ScalarNode } from './yaml-node'
import { contentProblem } from './yaml-text'

/** What a scalar means. A number keeps its type of Go: keys are printed by it. */
export interface Resolved {
  readonly value: unknown
  readonly type: 'null' | 'bool' | 'int' | 'uint' | 'float' | 'str'
  /** Of a number that needs all 64 bits. */
  readonly exact?: bigint
}

const STANDARD = 'tag:yaml.org,2002:'
export const MERGE_TAG = `${STANDARD}merge`
const TYPES = ['str', 'bool', 'int', 'float', 'null', 'timestamp']

const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']
const WORDS = new Map<string, Resolved>([
  ...TRUE.map(text => [text, { value: true, type: 'bool' }] as const),
  ...FALSE.map(text => [text, { value: false, type: 'bool' }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(text => [text, { value: null, type: 'null' }] as const),
  ...['.nan', '.NaN', '.NAN'].map(text => [text, { value: Number.NaN, type: 'float' }] as const),
  ...['', '+', '-'].flatMap(sign =>
    ['.inf', '.Inf', '.INF'].map(text => {
      const value = sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      return [sign + text, { value, type: 'float' }] as const
    }),
  ),
])
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const LEAST = -(2n ** 63n)
const MOST = 2n ** 63n - 1n
const MOST_UNSIGNED = 2n ** 64n - 1n

/** YAML 1.1 as Kubernetes' reader takes it: `yes` and `on` are true, `0644` is octal, `1_000` is a number, dates stay texts. */
// Models go.yaml.in/yaml/v2 resolve.go, and decode.go scalar
export function resolveScalar({ value, tag, isImplicit, line }: ScalarNode): Resolved {
  const text: Resolved = { value, type: 'str' }
  if (tag === '' && !isImplicit) return text
  if (tag === `${STANDARD}binary`) return { value: decodeBinary(value, line), type: 'str' }
  const wanted = tag === '' ? '' : tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : undefined
  if (wanted === undefined || (wanted !== '' && !TYPES.includes(wanted)) || wanted === 'str') return text
  const resolved = WORDS.get(value) ?? resolveNumber(value) ?? text
  if (wanted === '') return resolved
  const found = resolved.type === 'uint' ? 'int' : isTimestamp(value, resolved) ? 'timestamp' : resolved.type
  if (found === wanted || (wanted === 'float' && resolved.type === 'int')) return resolved
  throw contentProblem(`cannot decode !!${found} \`${value}\` as a !!${wanted}`, line)
}

function decodeBinary(value: string, line: number): unknown {
  const encoded = value.replace(/[\r\n]/g, '')
  if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) {
    throw contentProblem('!!binary value contains invalid base64 data', line)
  }
  return decodeBase64Bytes(encoded)
}

// Of the first character depends what is tried at all.
function resolveNumber(value: string): Resolved | undefined {
  if (value.startsWith('.')) return FLOAT.test(value) ? floatOf(value) : undefined
  if (!/^[-+\d]/.test(value)) return undefined
  const plain = value.replaceAll('_', '')
  return integerOf(plain) ?? (FLOAT.test(plain) ? floatOf(plain) : undefined)
}

function integerOf(text: string): Resolved | undefined {
  const [, sign, hex, binary, octal, decimal] = INTEGER.exec(text) ?? []
  const digits = hex ?? binary ?? octal ?? decimal
  if (digits === undefined) return undefined
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : ''
  const magnitude = BigInt(prefix + digits)
  const exact = sign === '-' ? -magnitude : magnitude
  if (exact >= LEAST && exact <= MOST) return { value: wholeNumber(String(exact)), type: 'int' }
  const isUnsigned = exact > 0n && exact <= MOST_UNSIGNED && sign === ''
  return isUnsigned ? { value: wholeNumber(String(exact)), type: 'uint', exact } : undefined
}

function floatOf(text: string): Resolved | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? { value, type: 'float' } : undefined
}

function isTimestamp(text: string, { type }: Resolved): boolean {
  return type === 'str' && /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/.test(text)
}
