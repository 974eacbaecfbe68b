import { isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'
import { PatchError } from './directives'
import { isList } from './json'

interface Operation {
  readonly op: string
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

const MAX_OPERATIONS = 10_000

/** The document after an RFC 6902 patch. Throws PatchError. */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!isList(patch)) {
    const kind = isRecord(patch) ? 'object' : typeof patch
    throw new PatchError(
      `error decoding patch: json: cannot unmarshal ${kind} into Go value of type []handlers.jsonPatchOp`,
      'bad-request',
    )
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new PatchError(
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
      'unprocessable',
    )
  }
  return (patch as readonly Operation[]).reduce(applyOperation, document)
}

function applyOperation(document: unknown, operation: Operation): unknown {
  const path = pointer(operation.path)
  switch (operation.op) {
    case 'add':
      return change(document, path, operation, parent => withAdded(parent, operation.value))
    case 'remove':
      return change(document, path, operation, withoutValue)
    case 'replace':
      read(document, path, operation)
      return change(document, path, operation, parent => withReplaced(parent, operation.value))
    case 'move': {
      const from = pointer(operation.from ?? '')
      const value = read(document, from, operation)
      return change(change(document, from, operation, withoutValue), path, operation, parent =>
        withAdded(parent, value),
      )
    }
    case 'copy': {
      const value = read(document, pointer(operation.from ?? ''), operation)
      return change(document, path, operation, parent => withAdded(parent, value))
    }
    case 'test':
      if (deepEqual(readOrUndefined(document, path) ?? null, operation.value ?? null)) return document
      throw new PatchError(`testing value ${operation.path} failed: test failed`, 'unprocessable')
    default:
      throw new PatchError(`Unexpected kind: ${operation.op}`, 'unprocessable')
  }
}

function pointer(text: string): string[] {
  return (text ?? '')
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function missing(operation: Operation): PatchError {
  return new PatchError(
    `${operation.op} operation does not apply: doc is missing path: "${operation.path}": missing value`,
    'unprocessable',
  )
}

function readOrUndefined(document: unknown, path: readonly string[]): unknown {
  let value = document
  for (const part of path) {
    if (isList(value)) value = value[Number(part)]
    else if (isRecord(value)) value = Object.hasOwn(value, part) ? value[part] : undefined
    else return undefined
  }
  return value
}

function read(document: unknown, path: readonly string[], operation: Operation): unknown {
  const value = readOrUndefined(document, path)
  if (value === undefined) throw missing(operation)
  return value
}

/** The last step of a path: what holds the value, and under which name. */
interface Place {
  readonly container: unknown
  readonly key: string
  readonly missing: () => PatchError
}

/** A copy of the document in which the container at the end of the path is what `edit` makes of it. */
function change(
  document: unknown,
  path: readonly string[],
  operation: Operation,
  edit: (place: Place) => unknown,
): unknown {
  const [key = '', ...rest] = path
  if (rest.length === 0) return edit({ container: document, key, missing: () => missing(operation) })
  if (isList(document)) {
    const index = Number(key)
    if (document[index] === undefined) throw missing(operation)
    return document.with(index, change(document[index], rest, operation, edit))
  }
  if (!isRecord(document) || !Object.hasOwn(document, key)) throw missing(operation)
  return { ...document, [key]: change(document[key], rest, operation, edit) }
}

function withAdded({ container, key, missing: refusal }: Place, value: unknown): unknown {
  if (isList(container)) {
    const index = key === '-' ? container.length : Number(key)
    if (!Number.isInteger(index) || index < 0 || index > container.length) throw refusal()
    return container.toSpliced(index, 0, value)
  }
  if (!isRecord(container)) throw refusal()
  return { ...container, [key]: value }
}

function withReplaced(place: Place, value: unknown): unknown {
  if (isList(place.container)) return place.container.with(Number(place.key), value)
  return withAdded(place, value)
}

function withoutValue({ container, key, missing: refusal }: Place): unknown {
  if (isList(container)) {
    if (container[Number(key)] === undefined) throw refusal()
    return container.toSpliced(Number(key), 1)
  }
  if (!isRecord(container) || !Object.hasOwn(container, key)) throw refusal()
  const { [key]: _, ...rest } = container
  return rest
}
