import { type Dispatch, type RefObject, type SetStateAction, Suspense, useEffect, useState } from 'react'
import { part } from '../../state/parts'
import { later, released, takeOver } from '../kit'
import type { CanvasFlowNode } from './flow-nodes'
import { CARD_LIMIT, type GridLayout, type Size } from './grid-layout'
import { StillCards } from './still-cards'

export interface CardsProps {
  readonly nodes: CanvasFlowNode[]
  readonly setNodes: Dispatch<SetStateAction<CanvasFlowNode[]>>
  readonly layout: GridLayout
  /** Of the view, in pixels. */
  readonly size: Size
  readonly canvas: RefObject<HTMLElement | null>
}

const NodeMap = later(async () => (await import('./node-map')).NodeMap)
const flowCards = part(async () => (await import('./flow-cards')).FlowCards, 'soon')

/** The cards: still ones at first, which React Flow takes over once they are on the screen. Too many of them are a map. */
export function Cards(props: CardsProps) {
  const asMap = props.layout.cards.size > CARD_LIMIT
  const moving = useFlowCards(props.nodes.length > 0 && !asMap, props.canvas)
  if (asMap) {
    return (
      <Suspense fallback={null}>
        <NodeMap layout={props.layout} size={props.size} />
      </Suspense>
    )
  }
  const FlowCards = moving ? flowCards.loaded : undefined
  return FlowCards === undefined ? <StillCards {...props} /> : <FlowCards {...props} />
}

/** Whether React Flow has taken over. `shown`: there is something to take over. */
function useFlowCards(shown: boolean, canvas: RefObject<HTMLElement | null>): boolean {
  const [moving, setMoving] = useState(flowCards.loaded !== undefined)
  useEffect(() => {
    if (!shown || moving) return
    let gone = false
    void flowCards.whenLoaded().then(async () => {
      await released(() => canvas.current)
      if (!gone)
        takeOver(
          canvas.current,
          () => setMoving(true),
          focused => sameIn(canvas.current, focused),
        )
    })
    return () => {
      gone = true
    }
  }, [shown, moving, canvas])
  return moving
}

/** The card, or the Pod or button on it, in another drawing of the canvas. */
function sameIn(canvas: HTMLElement | null, element: Element): HTMLElement | null | undefined {
  const node = element.closest('.canvas [data-node]')?.getAttribute('data-node')
  if (node == null) return undefined
  const pod = element.getAttribute('data-pod')
  const within = pod !== null ? ` [data-pod="${CSS.escape(pod)}"]` : element.matches('button') ? ' .card__menu' : ''
  return canvas?.querySelector<HTMLElement>(`[data-node="${CSS.escape(node)}"]${within}`)
}
