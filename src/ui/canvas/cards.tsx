import { type Dispatch, type RefObject, type SetStateAction, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { tell } from '../../state/notices'
import { part, whenIdle } from '../../state/parts'
import type { CanvasFlowNode } from './flow-nodes'
import type { GridLayout, Size } from './grid-layout'
import { StillCards } from './still-cards'

export interface CardsProps {
  readonly nodes: CanvasFlowNode[]
  readonly setNodes: Dispatch<SetStateAction<CanvasFlowNode[]>>
  readonly layout: GridLayout
  /** Of the view, in pixels. */
  readonly size: Size
  readonly canvas: RefObject<HTMLElement | null>
}

const flowCards = part(async () => (await import('./flow-cards')).FlowCards)

/** The cards: still ones at first, which React Flow takes over once they are on the screen. */
export function Cards(props: CardsProps) {
  const moving = useFlowCards(props.nodes.length > 0, props.canvas)
  const FlowCards = moving ? flowCards.loaded : undefined
  return FlowCards === undefined ? <StillCards {...props} /> : <FlowCards {...props} />
}

/** Whether React Flow has taken over. `shown`: there is something to take over. */
function useFlowCards(shown: boolean, canvas: RefObject<HTMLElement | null>): boolean {
  const { t, i18n } = useTranslation('canvas')
  const [moving, setMoving] = useState(flowCards.loaded !== undefined)
  useEffect(() => {
    if (!shown || moving) return
    let gone = false
    const load = async () => {
      await whenIdle()
      try {
        await flowCards()
      } catch {
        if (gone) return
        const action = { label: i18n.t('kit:tryAgain'), run: () => void load() }
        tell({ topic: 'canvas', level: 'warning', title: t('stillTitle'), detail: t('stillText'), action })
        return
      }
      await released(canvas)
      if (!gone) takeOver(canvas.current, () => setMoving(true))
    }
    void load()
    return () => {
      gone = true
    }
  }, [shown, moving, canvas, t, i18n])
  return moving
}

/** A click that has begun on a card must end on it. */
async function released(canvas: RefObject<HTMLElement | null>): Promise<void> {
  while (canvas.current?.querySelector(':active')) await new Promise(resolve => setTimeout(resolve, 100))
}

/** Puts other elements in the place of the cards within one frame: the focus stays, and nothing comes to life once more. */
function takeOver(canvas: HTMLElement | null, change: () => void): void {
  const focused = selectorOf(document.activeElement)
  flushSync(change)
  if (canvas === null) return
  for (const animation of canvas.getAnimations({ subtree: true }))
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  if (focused !== undefined) canvas.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true })
}

/** What finds the card, or the Pod or button on it, in another drawing of it. */
function selectorOf(element: Element | null): string | undefined {
  const node = element?.closest('.canvas [data-node]')?.getAttribute('data-node')
  if (!element || node == null) return undefined
  const pod = element.getAttribute('data-pod')
  const within = pod !== null ? ` [data-pod="${CSS.escape(pod)}"]` : element.matches('button') ? ' .card__menu' : ''
  return `[data-node="${CSS.escape(node)}"]${within}`
}
