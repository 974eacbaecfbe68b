import { FAILSAFE_SCHEMA, Type } from 'js-yaml'
import { decodeBase64Bytes } from './base64'
import { wholeNumber } from './big-integer'

/**
 * The scalars of YAML 1.1 as Kubernetes' reader takes them: `yes` and `on` are true, `0644` is octal, `1_000` is a number,
 * dates stay texts.
 */
// Models sigs.k8s.io/yaml/goyaml.v2 resolve.go
const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']
const BOOLEANS = new Map([...TRUE.map(text => [text, true] as const), ...FALSE.map(text => [text, false] as const)])
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL'])
const SPECIAL_FLOATS = new Map([
  ...['.nan', '.NaN', '.NAN'].map(text => [text, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(text => [text, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(text => [text, Number.NEGATIVE_INFINITY] as const),
])

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/

function integerOf(text: string): number | bigint | undefined {
  const [, sign, hex, binary, octal, decimal] = INTEGER.exec(text.replaceAll('_', '')) ?? []
  const digits = hex ?? binary ?? octal ?? decimal
  if (digits === undefined) return undefined
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : ''
  const magnitude = BigInt(prefix + digits)
  return wholeNumber(String(sign === '-' ? -magnitude : magnitude))
}

function floatOf(text: string): number | undefined {
  const special = SPECIAL_FLOATS.get(text)
  if (special !== undefined) return special
  const plain = text.replaceAll('_', '')
  const value = FLOAT.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

const isText = (data: unknown): data is string => typeof data === 'string'

const scalar = (tag: string, resolve: (text: string) => boolean, construct: (text: string) => unknown): Type =>
  new Type(`tag:yaml.org,2002:${tag}`, {
    kind: 'scalar',
    resolve: data => resolve(data ?? ''),
    construct: data => construct(data ?? ''),
  })

/** Tags that nobody knows are ignored. */
const unknownTag = (kind: 'scalar' | 'sequence' | 'mapping') =>
  new Type('', {
    kind,
    multi: true,
    construct: data => data ?? (kind === 'mapping' ? {} : kind === 'sequence' ? [] : ''),
  })

export const KUBERNETES_SCHEMA = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar(
      'null',
      text => NULLS.has(text),
      () => null,
    ),
    scalar(
      'bool',
      text => BOOLEANS.has(text),
      text => BOOLEANS.get(text),
    ),
    scalar('int', text => integerOf(text) !== undefined, integerOf),
    scalar('float', text => floatOf(text) !== undefined, floatOf),
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: data => data === '<<' }),
  ],
  explicit: [
    new Type('tag:yaml.org,2002:binary', { kind: 'scalar', resolve: isText, construct: decodeBase64Bytes }),
    unknownTag('scalar'),
    unknownTag('sequence'),
    unknownTag('mapping'),
  ],
})
