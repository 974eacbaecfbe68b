import type { Fields } from '../../../base/fields'
import { writeObject } from '../decoding/write-object'

const known = new Map<string, Fields>()

/** What there is before there is an object: the empty one of its kind, as Go writes it. */
export function emptyObject(apiVersion: string, kind: string): Fields {
  const name = `${apiVersion}/${kind}`
  let empty = known.get(name)
  if (empty === undefined) {
    empty = writeObject(kind, { apiVersion, kind }) as Fields
    known.set(name, empty)
  }
  return empty
}
