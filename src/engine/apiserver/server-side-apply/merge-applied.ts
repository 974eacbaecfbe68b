import { type Fields, isRecord } from '../../../base/fields'
import { itemElement, type PathElement } from '../field-ownership/path-element'
import { LEAF, type Shape, shapeOfField, shapeOfKind } from '../field-ownership/shape'

/** `live` with everything that `applied` says; what it does not mention stays. Both have passed the schema of their kind. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/merge.go
export function mergeApplied(kind: string, live: Fields, applied: Fields): Fields {
  return mergeNamed(shapeOfKind(kind), live, applied)
}

function mergeNamed(shape: Shape, live: Fields, applied: Fields): Fields {
  const result: Record<string, unknown> = { ...live }
  for (const [name, value] of Object.entries(applied)) {
    result[name] = mergeValue(shapeOfField(shape, name) ?? LEAF, live[name], value)
  }
  return result
}

function mergeValue(shape: Shape, live: unknown, applied: unknown): unknown {
  if (live === undefined || live === null || shape.kind === 'leaf') return applied
  if (shape.kind === 'list') {
    if (applied === null) return live
    return Array.isArray(live) && Array.isArray(applied) ? mergeItems(shape, live, applied) : applied
  }
  if (applied === null) return live
  return isRecord(live) && isRecord(applied) ? mergeNamed(shape, live, applied) : applied
}

/** The applied elements in their order; the live ones that they do not name stand where they stood among the others. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/merge.go visitListItems
function mergeItems(
  { keys, element }: Extract<Shape, { kind: 'list' }>,
  live: readonly unknown[],
  applied: readonly unknown[],
): readonly unknown[] {
  const old = live.map(item => itemElement(item, keys))
  const now = applied.map(item => itemElement(item, keys))
  const before = new Map(old.map((name, index) => [name, live[index]]))
  const isApplied = new Set(now)
  const done = new Set<PathElement>()
  const shared = now.filter(name => before.has(name))
  const result: unknown[] = []
  const take = (name: PathElement, item: unknown) => {
    result.push(mergeValue(element, before.get(name), item))
    done.add(name)
  }
  let l = 0
  let r = 0
  while (l < old.length || r < now.length) {
    const [left, right] = [old[l], now[r]]
    if (left !== undefined && right !== undefined) {
      if (left === right) {
        take(right, applied[r])
        shared.shift()
        l += 1
        r += 1
        continue
      }
      // It comes later, in the applied order.
      if (isApplied.has(left) && shared[0] !== undefined && shared[0] !== left) {
        l += 1
        continue
      }
    }
    if (left !== undefined) {
      if (!isApplied.has(left)) {
        result.push(live[l])
        l += 1
        continue
      }
      if (done.has(left)) l += 1
    }
    if (right !== undefined) {
      take(right, applied[r])
      r += 1
      if (shared[0] === right) shared.shift()
    }
  }
  return result
}
