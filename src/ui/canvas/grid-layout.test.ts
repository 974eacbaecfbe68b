import { describe, expect, it } from 'vitest'
import { FULL_CARD, layOutGrid, SMALL_CARD, zoomToFit } from './grid-layout'

const names = (count: number) => Array.from({ length: count }, (_, index) => `worker-${index + 1}`)
const view = { width: 700, height: 560 }

describe('layOutGrid', () => {
  it('fills the width of the view before it grows downwards', () => {
    const { columns, cards } = layOutGrid([{ name: '', nodes: names(4) }], FULL_CARD, view)
    expect(columns).toBe(3)
    expect(cards.get('worker-3')).toEqual([2 * (FULL_CARD.width + FULL_CARD.gap), 0])
    expect(cards.get('worker-4')).toEqual([0, FULL_CARD.height + FULL_CARD.gap])
  })

  it('puts each group under its heading', () => {
    const layout = layOutGrid(
      [
        { name: 'zone-a', nodes: names(2) },
        { name: 'zone-b', nodes: ['other'] },
      ],
      FULL_CARD,
      view,
    )
    expect(layout.headings.map(heading => heading.name)).toEqual(['zone-a', 'zone-b'])
    expect(layout.cards.get('other')?.[1]).toBe(2 * FULL_CARD.heading + FULL_CARD.height + FULL_CARD.gap)
  })

  it('never lets two cards overlap, and gives 200 nodes a shape like the view', () => {
    const { cards, width, height } = layOutGrid([{ name: '', nodes: names(200) }], SMALL_CARD, view)
    expect(new Set([...cards.values()].map(String)).size).toBe(200)
    expect(width / height).toBeGreaterThan(0.8)
    expect(width / height).toBeLessThan(1.8)
  })

  it('keeps cards readable on a phone, even if not all of them can be seen', () => {
    const phone = { width: 354, height: 290 }
    const layout = layOutGrid([{ name: '', nodes: names(12) }], FULL_CARD, phone)
    expect(zoomToFit(layout, phone, 12)).toBeGreaterThanOrEqual(0.7)
    expect(layout.width * zoomToFit(layout, phone, 12)).toBeLessThanOrEqual(phone.width)
  })

  it('shows a map of thousands whole, on a phone too', () => {
    const phone = { width: 354, height: 290 }
    const layout = layOutGrid([{ name: '', nodes: names(3000) }], SMALL_CARD, phone)
    expect(layout.height * zoomToFit(layout, phone, 3000)).toBeLessThanOrEqual(phone.height + 1)
  })

  it('has room for nothing at all', () => {
    expect(layOutGrid([], FULL_CARD, view).cards.size).toBe(0)
  })
})
