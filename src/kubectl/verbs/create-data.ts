import { sha256 } from '../../base/sha256'
import { utf8 } from '../../k8s/base64'
import { goQuote } from '../../k8s/go-quote'
import type { NewObject } from '../../k8s/object'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'

export const APPEND_HASH: FlagSpec = { name: 'append-hash', type: 'bool', default: 'false' }
export const FROM_FILE: FlagSpec = { name: 'from-file', type: 'list', default: '[]' }

/** Where the data of ConfigMaps and Secrets comes from. */
export const LITERALS: readonly FlagSpec[] = [
  APPEND_HASH,
  { name: 'from-env-file', type: 'list', default: '[]' },
  FROM_FILE,
  { name: 'from-literal', type: 'list', default: '[]' },
]

/** `key=value`. Throws PlainError. */
export function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  if (equals <= 0) throw new PlainError(`invalid literal source ${pair}, expected key=value`)
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}

const KEY = /^[-._a-zA-Z0-9]+$/
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/

/** One line of a file with an environment; undefined for comments. There is no environment to ask for a value that is not there. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/env_file.go processEnvFileLine
function environmentPair(line: string): [string, string] | undefined {
  if (line === '' || line.startsWith('#')) return undefined
  const [key = ''] = line.split('=', 1)
  if (!VARIABLE.test(key))
    throw new PlainError(
      `${goQuote(key)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
    )
  return [key, line.slice(key.length + 1)]
}

/** What the flags say that a ConfigMap or Secret is to hold. Throws PlainError. */
export function dataOf(
  name: string,
  kind: 'ConfigMap' | 'Secret',
  flags: FlagSet,
  { io }: Invocation,
): Readonly<Record<string, string>> {
  const data: Record<string, string> = {}
  const add = (key: string, value: string) => {
    if (!KEY.test(key)) {
      throw new PlainError(
        `${JSON.stringify(key)} is not a valid key name for a ${kind}: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      )
    }
    if (data[key] !== undefined) {
      const where = kind === 'ConfigMap' ? ` for ConfigMap ${JSON.stringify(name)}` : ''
      throw new PlainError(
        `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data${where}`,
      )
    }
    data[key] = value
  }
  const read = (file: string) => {
    const text = io.readFile(file)
    if (text === undefined) throw new PlainError(`error reading ${file}: no such file or directory`)
    return text
  }
  for (const pair of flags.list('from-literal')) add(...splitPair(pair))
  for (const source of flags.list('from-file')) {
    const equals = source.indexOf('=')
    const file = source.slice(equals + 1)
    add(equals < 0 ? (file.split('/').at(-1) ?? file) : source.slice(0, equals), read(file))
  }
  for (const file of flags.changed('from-env-file') ? flags.list('from-env-file') : []) {
    for (const line of read(file).split(/\r?\n/)) {
      const pair = environmentPair(line.trimStart())
      if (pair !== undefined) add(...pair)
    }
  }
  return data
}

/** With the hash of its content behind its name, when `--append-hash` asks for it. */
// Models staging/src/k8s.io/kubectl/pkg/util/hash/hash.go
export function withHash(
  flags: FlagSet,
  object: NewObject & { readonly data?: object; readonly type?: string },
): NewObject {
  if (!flags.bool('append-hash')) return object
  const { data = '', kind, metadata, type } = object
  const content = { data, kind, name: metadata.name, ...(kind === 'Secret' ? { type: type ?? '' } : {}) }
  const letters = sha256(utf8(JSON.stringify(content)))
    .slice(0, 10)
    .replace(/[013ae]/g, letter => SAFE[letter] ?? letter)
  return { ...object, metadata: { ...metadata, name: `${metadata.name}-${letters}` } }
}

/** So that no word comes out. */
const SAFE: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' }
