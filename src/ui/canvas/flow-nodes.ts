import type { Node as FlowNode } from '@xyflow/react'
import type { CardSize, GridLayout } from './grid-layout'

export type CardFlowNode = FlowNode<Record<string, never>, 'card' | 'smallCard'>
export type HeadingFlowNode = FlowNode<{ readonly name: string; readonly count: number }, 'heading'>
export type CanvasFlowNode = CardFlowNode | HeadingFlowNode

const NO_DATA: Record<string, never> = {}

export interface FlowInput {
  readonly layout: GridLayout
  readonly card: CardSize
  readonly small: boolean
  /** Where a person put nodes by hand. */
  readonly arranged: Readonly<Record<string, readonly [x: number, y: number]>>
  readonly counts: ReadonlyMap<string, number>
}

/** Whether a card of this size at `place` would lie on the node. */
export function overlap(
  { position: { x, y }, width = 0, height = 0 }: CanvasFlowNode,
  place: { readonly x: number; readonly y: number },
  card: CardSize,
): boolean {
  return x < place.x + card.width && place.x < x + width && y < place.y + card.height && place.y < y + height
}

/** What React Flow draws. Nodes that stay as they are keep their identity, so that their cards are not drawn again. */
export function flowNodes(before: readonly CanvasFlowNode[], input: FlowInput): CanvasFlowNode[] {
  const old = new Map(before.map(node => [node.id, node]))
  const { layout, card, small, arranged, counts } = input
  const headings = layout.headings.map(({ name, y }): HeadingFlowNode => {
    const id = `group:${name}`
    const count = counts.get(name) ?? 0
    const kept = old.get(id)
    if (
      kept?.type === 'heading' &&
      kept.position.y === y &&
      kept.width === layout.width &&
      kept.height === card.heading - 8 &&
      kept.data.count === count
    )
      return kept
    return {
      id,
      type: 'heading',
      position: { x: 0, y },
      width: layout.width,
      height: card.heading - 8,
      draggable: false,
      selectable: false,
      data: { name, count },
    }
  })
  const type = small ? 'smallCard' : 'card'
  const cards = [...layout.cards].map(([name, place]): CardFlowNode => {
    const [x, y] = arranged[name] ?? place
    const kept = old.get(name)
    if (kept?.type === type && kept.position.x === x && kept.position.y === y) return kept
    return { id: name, type, position: { x, y }, width: card.width, height: card.height, data: NO_DATA }
  })
  return [...headings, ...cards]
}
