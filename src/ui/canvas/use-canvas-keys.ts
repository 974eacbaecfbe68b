import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect } from 'react'
import { type ObjectRef, placeNode, select } from '../../state/selection'
import { openNodeDialog, useCanvasMenu } from './canvas-menu-state'
import type { CanvasFlowNode } from './flow-nodes'
import { type Direction, neighbour, useRovingCard } from './roving'

/** The node or Pod under an element of the canvas. */
function targetOf(element: EventTarget | null): { readonly ref: ObjectRef; readonly at: Element } | undefined {
  if (!(element instanceof Element)) return undefined
  const pod = element.closest('[data-pod]')
  if (pod !== null) return { ref: { kind: 'Pod', key: pod.getAttribute('data-pod') ?? '' }, at: pod }
  const node = element.closest('[data-node]')
  if (node !== null) return { ref: { kind: 'Node', key: node.getAttribute('data-node') ?? '' }, at: node }
  return undefined
}

/** How far Shift and an arrow key move a card, in canvas pixels: one dot of the ground. */
const STEP = 22

const STEPS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/**
 * Arrow keys between cards, with Shift they move the card; Enter to look, Delete to remove, the menu key and the right
 * button for the menu.
 */
export function useCanvasKeys(nodes: readonly CanvasFlowNode[], canvas: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const cards = nodes.filter(node => node.type !== 'heading')
    const { card } = useRovingCard.getState()
    const first = cards[0]
    if (first === undefined || cards.some(({ id }) => id === card)) return
    useRovingCard.setState({ card: first.id })
    // Somebody removed the card they were on: the next key should find something.
    if (card !== '' && document.activeElement === document.body) {
      canvas.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(first.id)}"]`)?.focus()
    }
  }, [nodes, canvas])

  const move = (from: string, direction: Direction) => {
    const places = new Map(
      nodes.filter(node => node.type !== 'heading').map(({ id, position }) => [id, [position.x, position.y] as const]),
    )
    const next = neighbour(from, direction, places)
    if (next === undefined) return
    // On a map the cell follows, and keeps the focus.
    useRovingCard.setState({ card: next })
    canvas.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }

  const push = (card: string, direction: Direction) => {
    const place = nodes.find(({ id }) => id === card)?.position
    const [x, y] = STEPS[direction]
    if (place !== undefined) placeNode(card, [Math.round(place.x + x), Math.round(place.y + y)])
  }

  return {
    onKeyDown: (event: KeyboardEvent) => {
      const target = targetOf(event.target)
      if (target === undefined) return
      const { ref, at } = target
      const card = at.closest('[data-node]')?.getAttribute('data-node') ?? ''
      if (event.key.startsWith('Arrow')) {
        event.preventDefault()
        event.stopPropagation()
        const direction = event.key as Direction
        if (event.shiftKey) push(card, direction)
        else move(card, direction)
      } else if (event.key === 'Enter' && event.target === at) {
        event.preventDefault()
        select(ref)
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault()
        if (ref.kind === 'Node') openNodeDialog('remove', ref.key)
      } else if (event.key === 'm' || event.key === 'ContextMenu') {
        event.preventDefault()
        const { left, bottom } = at.getBoundingClientRect()
        useCanvasMenu.getState().show(ref, left + 8, bottom - 8)
      }
    },
    onContextMenu: (event: MouseEvent) => {
      const target = targetOf(event.target)
      if (target === undefined) return
      event.preventDefault()
      useCanvasMenu.getState().show(target.ref, event.clientX, event.clientY)
    },
  }
}
