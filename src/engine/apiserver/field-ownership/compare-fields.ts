import { isRecord } from '../../../base/fields'
import { deepEqual } from '../../../k8s/share-unchanged'
import { difference, type FieldSet, FieldSetBuilder } from './field-set'
import { fieldElement, itemElement, type PathElement } from './path-element'
import { LEAF, type Shape, shapeOfField } from './shape'

/** What is different between two states of an object. */
export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

/** Compares two objects of one shape. Parts that are one and the same value cost nothing. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/compare.go
export function compareFields(shape: Shape, before: unknown, after: unknown): Comparison {
  const comparing = new Comparing()
  comparing.compare(shape, before, after)
  const { added, modified, removed } = comparing
  return { added: added.set, modified: modified.set, removed: removed.set }
}

/** Without `fields` and what is below them. */
export function excluding({ added, modified, removed }: Comparison, fields: FieldSet): Comparison {
  return {
    added: difference(added, fields, true),
    modified: difference(modified, fields, true),
    removed: difference(removed, fields, true),
  }
}

class Comparing {
  readonly added = new FieldSetBuilder()
  readonly modified = new FieldSetBuilder()
  readonly removed = new FieldSetBuilder()
  private readonly path: PathElement[] = []

  /** Undefined is what is not there; null is there. */
  compare(shape: Shape, before: unknown, after: unknown): void {
    if (before === after) return
    const hasParts = this.compareParts(shape, before, after)
    if (before === undefined) this.added.add(this.path)
    else if (after === undefined) this.removed.add(this.path)
    else if (!hasParts && !deepEqual(before, after)) this.modified.add(this.path)
  }

  /** False: the two are to be compared as wholes. */
  private compareParts(shape: Shape, before: unknown, after: unknown): boolean {
    if (shape.kind === 'leaf') return false
    const fits = shape.kind === 'list' ? Array.isArray : isRecord
    const isPart = (value: unknown) => value === undefined || value === null || fits(value)
    if (!isPart(before) || !isPart(after) || (isNothing(before) && isNothing(after))) return false
    if (shape.kind === 'list') this.compareItems(shape, listOf(before), listOf(after))
    else this.compareNamed(shape, isRecord(before) ? before : {}, isRecord(after) ? after : {})
    return true
  }

  private compareNamed(shape: Shape, before: Readonly<Record<string, unknown>>, after: typeof before): void {
    for (const name in before) {
      this.field(shape, name, before[name], Object.hasOwn(after, name) ? after[name] : undefined)
    }
    for (const name in after) if (!Object.hasOwn(before, name)) this.field(shape, name, undefined, after[name])
  }

  private field(shape: Shape, name: string, before: unknown, after: unknown): void {
    if (before !== after) this.below(fieldElement(name), shapeOfField(shape, name) ?? LEAF, before, after)
  }

  private compareItems(
    { keys, element }: Extract<Shape, { kind: 'list' }>,
    before: readonly unknown[],
    after: readonly unknown[],
  ): void {
    const [old, now] = [byElement(before, keys), byElement(after, keys)]
    for (const [name, items] of old) this.items(name, element, items, now.get(name) ?? [])
    for (const [name, items] of now) if (!old.has(name)) this.items(name, element, [], items)
  }

  private items(name: PathElement, element: Shape, before: readonly unknown[], after: readonly unknown[]): void {
    if (before.length < 2 && after.length < 2) this.below(name, element, before[0], after[0])
    // An element that stands there twice has no parts.
    else this.below(name, LEAF, before.length === 0 ? undefined : before, after.length === 0 ? undefined : after)
  }

  private below(element: PathElement, shape: Shape, before: unknown, after: unknown): void {
    if (before === after) return
    this.path.push(element)
    this.compare(shape, before, after)
    this.path.pop()
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function byElement(items: readonly unknown[], keys: readonly string[]): Map<PathElement, unknown[]> {
  const elements = new Map<PathElement, unknown[]>()
  for (const item of items) {
    const name = itemElement(item, keys)
    const same = elements.get(name)
    if (same === undefined) elements.set(name, [item])
    else same.push(item)
  }
  return elements
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0
}
