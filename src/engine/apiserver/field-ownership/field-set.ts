import { compareElements, type FieldPath, type PathElement } from './path-element'

/**
 * A set of paths to fields, as a tree. `isMember`: the path that leads here is in the set. A value: operations answer new sets,
 * and the very same one where nothing is different.
 */
export interface FieldSet {
  readonly isMember: boolean
  readonly children: ReadonlyMap<PathElement, FieldSet>
}

export const NO_FIELDS: FieldSet = { isMember: false, children: new Map() }

export function isEmpty({ isMember, children }: FieldSet): boolean {
  return !isMember && children.size === 0
}

export function fieldSet(...paths: readonly FieldPath[]): FieldSet {
  const builder = new FieldSetBuilder()
  for (const path of paths) builder.add(path)
  return builder.set
}

interface Growing extends FieldSet {
  isMember: boolean
  readonly children: Map<PathElement, Growing>
}

/** Collects paths. The object itself, the empty path, is never in a set. */
export class FieldSetBuilder {
  private readonly root: Growing = { isMember: false, children: new Map() }

  add(path: FieldPath): void {
    let set = this.root
    for (const element of path) {
      let next = set.children.get(element)
      if (next === undefined) {
        next = { isMember: false, children: new Map() }
        set.children.set(element, next)
      }
      set = next
    }
    set.isMember = path.length > 0
  }

  /** To be read once nothing is added any more. */
  get set(): FieldSet {
    return this.root
  }
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b)) return a
  if (isEmpty(a)) return b
  let children: Map<PathElement, FieldSet> | undefined
  for (const [element, other] of b.children) {
    const own = a.children.get(element)
    const both = own === undefined ? other : union(own, other)
    if (both === own) continue
    children ??= new Map(a.children)
    children.set(element, both)
  }
  const isMember = a.isMember || b.isMember
  return children === undefined && isMember === a.isMember ? a : { isMember, children: children ?? a.children }
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map<PathElement, FieldSet>()
  for (const [element, own] of a.children) {
    const other = b.children.get(element)
    const both = other === undefined ? NO_FIELDS : intersection(own, other)
    if (!isEmpty(both)) children.set(element, both)
  }
  return { isMember: a.isMember && b.isMember, children }
}

/** `a` without the paths of `b`. With `below`, everything under a path of `b` goes too. */
export function difference(a: FieldSet, b: FieldSet, below = false): FieldSet {
  if (isEmpty(b)) return a
  if (below && b.isMember) return NO_FIELDS
  let children: Map<PathElement, FieldSet> | undefined
  for (const [element, other] of b.children) {
    const own = a.children.get(element)
    if (own === undefined) continue
    const left = difference(own, other, below)
    if (left === own) continue
    children ??= new Map(a.children)
    if (isEmpty(left)) children.delete(element)
    else children.set(element, left)
  }
  const isMember = a.isMember && !b.isMember
  return children === undefined && isMember === a.isMember ? a : { isMember, children: children ?? a.children }
}

export function sameFields(a: FieldSet, b: FieldSet): boolean {
  if (a === b) return true
  if (a.isMember !== b.isMember || a.children.size !== b.children.size) return false
  for (const [element, own] of a.children) {
    const other = b.children.get(element)
    if (other === undefined || !sameFields(own, other)) return false
  }
  return true
}

/** Every path of the set: of each part first its own fields, then what is below them. */
// Models sigs.k8s.io/structured-merge-diff/v6/fieldpath/set.go Iterate
export function* pathsOf(set: FieldSet, prefix: FieldPath = []): Generator<FieldPath> {
  const elements = [...set.children.keys()].sort(compareElements)
  for (const element of elements) if (set.children.get(element)?.isMember === true) yield [...prefix, element]
  for (const element of elements) yield* pathsOf(set.children.get(element) ?? NO_FIELDS, [...prefix, element])
}
