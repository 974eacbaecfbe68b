import { isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'
import { PatchError } from './directives'
import { isList } from './json'

interface Operation {
  readonly op?: string
  readonly path?: string
  readonly from?: string
  readonly value?: unknown
}

const MAX_OPERATIONS = 10_000

/** The document after an RFC 6902 patch. Throws PatchError. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go applyJSPatch
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!isList(patch)) throw undecodable(patch, '[]handlers.jsonPatchOp')
  for (const operation of patch) {
    if (!isRecord(operation) && operation !== null) throw undecodable(operation, 'handlers.jsonPatchOp')
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new PatchError(
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
      'unprocessable',
    )
  }
  return patch.reduce((before: unknown, operation) => applyOperation(before, (operation ?? {}) as Operation), document)
}

function undecodable(value: unknown, type: string): PatchError {
  const kind = isList(value) ? 'array' : isRecord(value) ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value
  return new PatchError(
    `error decoding patch: json: cannot unmarshal ${kind} into Go value of type ${type}`,
    'bad-request',
  )
}

// Models gopkg.in/evanphx/json-patch.v4 Patch.Apply: what is absent from an object reads as nothing, and can be replaced
function applyOperation(document: unknown, operation: Operation): unknown {
  const { op = '', path, from, value } = operation
  const to = () => placeOf(path, op)
  switch (op) {
    case 'add':
      return change(document, to(), parent => withAdded(parent, value))
    case 'remove':
      return change(document, to(), withoutValue)
    case 'replace':
      return path === '' ? replacedWhole(value) : change(document, to(), parent => withReplaced(parent, value))
    case 'move': {
      const moved = read(document, placeOf(from, op))
      return change(change(document, placeOf(from, op), withoutValue), to(), parent => withAdded(parent, moved))
    }
    case 'copy': {
      const copied = read(document, placeOf(from, op)) ?? null
      return change(document, to(), parent => withAdded(parent, copied))
    }
    case 'test':
      if (deepEqual((path === '' ? document : read(document, to())) ?? null, value ?? null)) return document
      throw new PatchError(`testing value ${path} failed: test failed`, 'unprocessable')
    default:
      throw new PatchError(`Unexpected kind: ${op}`, 'unprocessable')
  }
}

function replacedWhole(value: unknown): unknown {
  if (isRecord(value) || isList(value)) return value
  throw new PatchError('replace operation value must be object or array', 'unprocessable')
}

/** Where an operation takes place: the names on the way, the last of which may be new. */
interface Place {
  readonly names: readonly string[]
  readonly missing: () => PatchError
}

function placeOf(pointer: string | undefined, op: string): Place {
  const missing = () =>
    new PatchError(
      `${op} operation does not apply: doc is missing path: "${pointer ?? ''}": missing value`,
      'unprocessable',
    )
  if (typeof pointer !== 'string' || !pointer.includes('/')) throw missing()
  const names = pointer.split('/').slice(1)
  return { names: names.map(name => name.replaceAll('~1', '/').replaceAll('~0', '~')), missing }
}

/** What holds the value, and under which name. */
interface Slot {
  readonly container: unknown
  readonly key: string
  readonly missing: () => PatchError
}

/** A place in a list, counted from its end when negative. Throws PatchError. */
function indexIn(length: number, { key, missing }: Slot): number {
  const given = /^[+-]?\d+$/.test(key) ? Number(key) : Number.NaN
  const index = given < 0 ? given + length : given
  if (!(index >= 0 && index < length)) throw missing()
  return index
}

/** Undefined for what an object does not have. Throws PatchError. */
function read(document: unknown, { names, missing }: Place): unknown {
  let value = document
  for (const [depth, key] of names.entries()) {
    if (isList(value)) value = value[indexIn(value.length, { container: value, key, missing })]
    else if (isRecord(value)) value = Object.hasOwn(value, key) ? value[key] : undefined
    else throw missing()
    if (value === undefined && depth < names.length - 1) throw missing()
  }
  return value
}

/** A copy of the document in which the container at the end of the path is what `edit` makes of it. */
function change(document: unknown, { names, missing }: Place, edit: (slot: Slot) => unknown): unknown {
  const [key = '', ...rest] = names
  const slot = { container: document, key, missing }
  if (rest.length === 0) return edit(slot)
  const inner = { names: rest, missing }
  if (isList(document)) {
    const index = indexIn(document.length, slot)
    return document.with(index, change(document[index], inner, edit))
  }
  if (!isRecord(document) || !Object.hasOwn(document, key)) throw missing()
  return { ...document, [key]: change(document[key], inner, edit) }
}

function withAdded(slot: Slot, value: unknown): unknown {
  const { container, key, missing } = slot
  if (isList(container)) {
    const index = key === '-' ? container.length : indexIn(container.length + 1, slot)
    return container.toSpliced(index, 0, value ?? null)
  }
  if (!isRecord(container)) throw missing()
  return { ...container, [key]: value ?? null }
}

function withReplaced(slot: Slot, value: unknown): unknown {
  const { container } = slot
  return isList(container) ? container.with(indexIn(container.length, slot), value ?? null) : withAdded(slot, value)
}

function withoutValue(slot: Slot): unknown {
  const { container, key, missing } = slot
  if (isList(container)) return container.toSpliced(indexIn(container.length, slot), 1)
  if (!isRecord(container) || !Object.hasOwn(container, key)) throw missing()
  const { [key]: _, ...rest } = container
  return rest
}
