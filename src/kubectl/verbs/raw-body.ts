import { utf8 } from '../../k8s/base64'
import { goQuote } from '../../k8s/go-quote'
import { scanJson } from '../../k8s/json-scan'
import type { NewObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'

/** The address that --raw names. Throws PlainError. */
export function rawAddress({ flags }: Invocation): string {
  const address = flags.string('raw')
  if (address.startsWith('/')) return address
  throw new PlainError(`--raw must be a valid URL path: parse ${goQuote(address)}: invalid URI for request`)
}

/** What a command with --raw may be given beside its address. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/replace/replace.go Validate
export function checkRawFlags({ flags }: Invocation): string {
  const [file, ...others] = flags.list('filename')
  if (file === undefined) throw new PlainError('must specify one of -f and -k')
  if (others.length > 0) throw new PlainError('--raw can only use a single local file or stdin')
  if (flags.string('output') !== '') throw new PlainError('--raw and --output are mutually exclusive')
  return file
}

/** The text that is sent as it stands. Throws PlainError. */
export function readRawFile({ io }: Invocation, file: string): string {
  const text = file === '-' ? (io.stdin ?? '') : io.readFile(file.replace(/^\.\//, ''))
  if (text === undefined) throw new PlainError(`open ${file}: no such file or directory`)
  return text
}

const SHOWN_BYTES = 30

/** The text as an object of the type, which has to be JSON and to say its kind. Throws CommandFailure. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go transformDecodeError
export function rawObject(text: string, { kind }: ResourceType): NewObject {
  const scan = scanJson(text, text.length - text.trimStart().length)
  const why = scan === undefined ? 'unexpected end of JSON input' : 'message' in scan ? scan.message : undefined
  if (why === undefined) return JSON.parse(text) as NewObject
  const bytes = utf8(text)
  const hexadecimal = bytes.slice(0, SHOWN_BYTES).map(byte => byte.toString(16).padStart(2, '0'))
  const shown = hexadecimal.join('') + (bytes.length > SHOWN_BYTES ? ' ...' : '')
  const complaint = `couldn't get version/kind; json parse error: ${why}`
  const message = `the object provided is unrecognized (must be of type ${kind}): ${complaint} (${shown})`
  throw new CommandFailure(`Error from server (BadRequest): ${message}`)
}
