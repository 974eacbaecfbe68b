import type { NodeGroup } from '../objects/node-groups'

/** Sizes of a card and the room between two of them, in canvas pixels. */
export interface CardSize {
  readonly width: number
  readonly height: number
  readonly gap: number
  /** Height that a group's heading takes. */
  readonly heading: number
}

export const FULL_CARD: CardSize = { width: 222, height: 174, gap: 12, heading: 30 }
export const SMALL_CARD: CardSize = { width: 96, height: 80, gap: 8, heading: 46 }
/** More nodes than this are drawn as small cards. */
export const FULL_CARD_LIMIT = 32
/** More than this are a map: one drawing in which every node is a cell. */
export const CARD_LIMIT = 600
/** Seen from so far away a heading needs more room to be read. */
export const MAP_CARD: CardSize = { ...SMALL_CARD, heading: 170 }

export interface GridLayout {
  readonly columns: number
  readonly width: number
  readonly height: number
  readonly cards: ReadonlyMap<string, readonly [x: number, y: number]>
  readonly headings: readonly { readonly name: string; readonly y: number; readonly height: number }[]
}

/** On a view narrower than this (pixels) cards stay readable, and one pans to see the rest. */
const PHONE = 480
const READABLE = 0.7

/** The zoom at which `layout` is shown whole in `view`, or on a phone: at which its cards can still be read. */
export function zoomToFit(layout: Size, view: Size, nodes: number): number {
  const across = Math.min(1, view.width / layout.width)
  const whole = Math.min(across, view.height / layout.height)
  return view.width < PHONE && nodes <= CARD_LIMIT ? Math.max(whole, Math.min(across, READABLE)) : whole
}

/** Room around the cards, in screen pixels. */
const MARGIN = { top: 16, side: 18, bottom: 12 }

/** Below this zoom small cards are drawn to be told apart from afar. */
export const FAR_ZOOM = 0.62

/** What cards may take of a view. */
export function roomIn(view: Size): Size {
  const { top, side, bottom } = MARGIN
  return { width: Math.max(1, view.width - 2 * side), height: Math.max(1, view.height - top - bottom) }
}

/** How the view has to lie to show all of `layout`: offset in screen pixels, and zoom. */
export function viewOfAll(
  layout: GridLayout,
  view: Size,
): { readonly x: number; readonly y: number; readonly zoom: number } {
  const zoom = zoomToFit(layout, roomIn(view), layout.cards.size)
  return { x: (view.width - layout.width * zoom) / 2, y: MARGIN.top, zoom }
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Puts the nodes into rows, each group under its heading, with as many columns as let them be seen largest in `view`. */
export function layOutGrid(groups: readonly NodeGroup[], card: CardSize, view: Size): GridLayout {
  const widest = Math.max(1, ...groups.map(group => group.nodes.length))
  const nodes = groups.reduce((sum, group) => sum + group.nodes.length, 0)
  let best = 1
  let bestZoom = 0
  for (let columns = 1; columns <= widest; columns++) {
    const zoom = zoomToFit(extentOf(groups, card, columns), view, nodes)
    if (zoom < bestZoom - 1e-9) continue
    best = columns
    bestZoom = zoom
  }
  return place(groups, card, best)
}

function extentOf(groups: readonly NodeGroup[], card: CardSize, columns: number) {
  let height = 0
  for (const { name, nodes } of groups) {
    height += (name === '' ? 0 : card.heading) + Math.ceil(nodes.length / columns) * (card.height + card.gap)
  }
  return { width: columns * (card.width + card.gap) - card.gap, height: Math.max(1, height - card.gap) }
}

function place(groups: readonly NodeGroup[], card: CardSize, columns: number): GridLayout {
  const cards = new Map<string, readonly [number, number]>()
  const headings: { name: string; y: number; height: number }[] = []
  let y = 0
  for (const { name, nodes } of groups) {
    const top = y
    if (name !== '') y += card.heading
    for (const [index, node] of nodes.entries()) {
      cards.set(node, [
        (index % columns) * (card.width + card.gap),
        y + Math.floor(index / columns) * (card.height + card.gap),
      ])
    }
    y += Math.ceil(nodes.length / columns) * (card.height + card.gap)
    if (name !== '') headings.push({ name, y: top, height: y - top })
  }
  return { columns, ...extentOf(groups, card, columns), cards, headings }
}
