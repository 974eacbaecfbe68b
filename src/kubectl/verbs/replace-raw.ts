import type { Invocation } from '../command/command-spec'
import { checkRawFlags, rawAddress, rawObject, readRawFile } from './raw-body'
import { healthAnswer } from './raw-health'
import { updateAnswer } from './raw-objects'
import { parseQuery } from './raw-query'

/** `replace --raw PATH -f FILE`: puts the file's object at that address, and prints the server's answer. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/replace/replace.go RunReplace and pkg/rawhttp/raw.go RawPut
export function replaceRaw(invocation: Invocation): number {
  const { io, session } = invocation
  const file = checkRawFlags(invocation)
  const address = rawAddress(invocation)
  const [path = '', query = ''] = address.split('?', 2)
  const text = readRawFile(invocation, file)
  const health = healthAnswer(path, parseQuery(query))
  io.out(health ?? `${updateAnswer(path, type => rawObject(text, type), session.client)}\n`)
  return 0
}
