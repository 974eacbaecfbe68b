import type { Random } from '../kernel/random'

/** Where Go may begin to go through a small map. */
const PLACES = 8

/** What Kubernetes takes from a map of Go comes in an order that is chance: the map's own, from some place on. */
// Models internal/runtime/maps of Go, Iter.Init
export function inMapOrder<T>(random: Random, items: readonly T[]): readonly T[] {
  if (items.length < 2) return items
  const start = random.integer(PLACES)
  return [...items.slice(start), ...items.slice(0, start)]
}
