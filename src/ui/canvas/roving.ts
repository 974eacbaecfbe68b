import { useCallback } from 'react'
import { create } from 'zustand'

/** The card that Tab reaches; the arrow keys move from there. '' until a card has had the focus: then the first is it. */
export const useRovingCard = create<{ readonly card: string }>()(() => ({ card: '' }))

/** Whether this card is the one in the tab order, and what to call when it gets the focus. */
export function useRoving(name: string) {
  const active = useRovingCard(state => state.card === name)
  const enter = useCallback(() => useRovingCard.setState({ card: name }), [name])
  return { active, enter }
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** The nearest card in that direction: straight on counts more than sideways. Undefined at the edge. */
export function neighbour(
  from: string,
  direction: Direction,
  places: ReadonlyMap<string, readonly [x: number, y: number]>,
): string | undefined {
  const start = places.get(from)
  if (start === undefined) return places.keys().next().value
  let best: string | undefined
  let bestCost = Number.POSITIVE_INFINITY
  for (const [name, place] of places) {
    const [ahead, aside] = along(direction, place[0] - start[0], place[1] - start[1])
    if (name === from || ahead <= 0) continue
    const cost = ahead + 3 * Math.abs(aside)
    if (cost < bestCost) {
      best = name
      bestCost = cost
    }
  }
  return best
}

function along(direction: Direction, dx: number, dy: number): readonly [ahead: number, aside: number] {
  switch (direction) {
    case 'ArrowLeft':
      return [-dx, dy]
    case 'ArrowRight':
      return [dx, dy]
    case 'ArrowUp':
      return [-dy, dx]
    case 'ArrowDown':
      return [dy, dx]
  }
}
