import { isRecord } from '../../../base/fields'
import { type FieldSet, FieldSetBuilder, isEmpty } from './field-set'
import { fieldElement, fieldName, itemElement, type PathElement } from './path-element'
import { LEAF, type Shape, shapeOfField } from './shape'

/** The fields that a person names who writes `value` down: plain values, elements of lists, and what is empty. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/tofieldset.go
export function fieldsOf(shape: Shape, value: unknown): FieldSet {
  const builder = new FieldSetBuilder()
  addFields(builder, shape, value, [])
  return builder.set
}

function addFields(builder: FieldSetBuilder, shape: Shape, value: unknown, path: PathElement[]): void {
  if ((shape.kind === 'struct' || shape.kind === 'map') && isRecord(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue
      const known = shapeOfField(shape, name)
      path.push(fieldElement(name))
      addFields(builder, known ?? LEAF, item, path)
      if (shape.kind === 'map' || known === undefined || isNothing(item)) builder.add(path)
      path.pop()
    }
  } else if (shape.kind === 'list' && Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      path.push(itemElement(item, shape.keys))
      addFields(builder, shape.element, item, path)
      builder.add(path)
      path.pop()
    }
  } else if (value !== null || shape.kind === 'leaf') builder.add(path)
}

const isNothing = (value: unknown) => value === null || (isRecord(value) && Object.keys(value).length === 0)

/** `set` with the fields on the way to its paths; keys of maps and elements of lists are only in it by themselves. */
// Models sigs.k8s.io/structured-merge-diff/v6/fieldpath/set.go EnsureNamedFieldsAreMembers
export function withNamedFields(shape: Shape, set: FieldSet): FieldSet {
  const children = new Map<PathElement, FieldSet>()
  for (const [element, below] of set.children) {
    const name = fieldName(element)
    const part = name === undefined ? (shape.kind === 'list' ? shape.element : LEAF) : shapeOfField(shape, name)
    const named = withNamedFields(part ?? LEAF, below)
    const isNamed = shape.kind === 'struct' && part !== undefined && below.children.size > 0
    children.set(element, { isMember: below.isMember || isNamed, children: named.children })
  }
  return { isMember: set.isMember, children }
}

/** `value` without what `fields` name; undefined when nothing is left. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/remove.go
export function withoutFields(shape: Shape, value: unknown, fields: FieldSet): unknown {
  if (isEmpty(fields)) return value
  if (shape.kind === 'list' && Array.isArray(value)) {
    const items = value as readonly unknown[]
    const left = items.flatMap(item => {
      const below = fields.children.get(itemElement(item, shape.keys))
      if (below?.isMember === true) return []
      return [below === undefined ? item : withoutFields(shape.element, item, below)]
    })
    return left.length > 0 ? left : undefined
  }
  if ((shape.kind !== 'struct' && shape.kind !== 'map') || !isRecord(value)) return value
  const left: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    const below = fields.children.get(fieldElement(name))
    if (below?.isMember === true) continue
    const rest = below === undefined ? item : withoutFields(shapeOfField(shape, name) ?? LEAF, item, below)
    if (rest !== undefined) left[name] = rest
  }
  return Object.keys(left).length > 0 ? left : undefined
}
