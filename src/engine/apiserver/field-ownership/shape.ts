import { fieldsOf, isKnownKind } from '../decoding/go-struct'
import type { GoType } from '../decoding/go-type'
import { isAtomicMap, isAtomicStruct, keysOfList } from '../server-side-apply/list-keys'

/**
 * What a value is made of, as far as parts of it can have owners of their own. A `leaf` is owned as a whole: plain values, and
 * what the API's types call atomic.
 */
export type Shape =
  | { readonly kind: 'leaf' }
  | { readonly kind: 'struct'; field(name: string): Shape | undefined }
  | { readonly kind: 'map'; readonly element: Shape }
  /** Without keys a set of plain values. */
  | { readonly kind: 'list'; readonly keys: readonly string[]; readonly element: Shape }

export const LEAF: Shape = { kind: 'leaf' }

/** Of kinds whose types we do not know: every object field by field, every list as a whole. */
const OPEN: Shape = { kind: 'struct', field: () => OPEN }
const OPEN_OBJECT: Shape = {
  kind: 'struct',
  field: name => (name === 'metadata' ? shapeOfStruct('v1.ObjectMeta') : OPEN),
}

export function shapeOfKind(kind: string): Shape {
  return isKnownKind(kind) ? shapeOfStruct(`v1.${kind}`) : OPEN_OBJECT
}

const structs = new Map<string, Shape>()

function shapeOfStruct(key: string): Shape {
  let shape = structs.get(key)
  if (shape === undefined) {
    shape = { kind: 'struct', field: fieldShapes(key) }
    structs.set(key, shape)
  }
  return shape
}

function fieldShapes(key: string): (name: string) => Shape | undefined {
  const shapes = new Map<string, Shape>()
  return name => {
    const type = fieldsOf(key).get(name)?.type
    if (type === undefined) return undefined
    let shape = shapes.get(name)
    if (shape === undefined) {
      shape = isAtomicMap(key, name) ? LEAF : shapeOfType(type, keysOfList(key, name))
      shapes.set(name, shape)
    }
    return shape
  }
}

function shapeOfType(type: GoType, keys?: readonly string[]): Shape {
  switch (type.kind) {
    case 'struct':
      return isAtomicStruct(type.key) ? LEAF : shapeOfStruct(type.key)
    case 'map':
      return { kind: 'map', element: shapeOfType(type.element) }
    case 'list':
      return keys === undefined ? LEAF : { kind: 'list', keys, element: shapeOfType(type.element) }
    default:
      return LEAF
  }
}

/** The part of an object that a field is; undefined for a field that its type does not have. */
export function shapeOfField(shape: Shape, name: string): Shape | undefined {
  if (shape.kind === 'map') return shape.element
  return shape.kind === 'struct' ? shape.field(name) : undefined
}
