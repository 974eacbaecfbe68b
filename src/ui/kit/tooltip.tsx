import { cloneElement, type HTMLAttributes, type ReactElement, useEffect, useRef } from 'react'
import { later } from './later'
import { PassingBoundary } from './passing-boundary'
import { leave, pointAt, type Tip, useTip } from './tip'

export interface TooltipProps extends Partial<Tip> {
  /** One element that takes props. */
  readonly children: ReactElement
}

/** What a thing is, and the command or key that does the same. Never the only place where something is said. */
export function Tooltip({ label, command, shortcut, side = 'bottom', children }: TooltipProps) {
  const anchor = useRef<HTMLElement>(undefined)
  useEffect(() => () => leave(anchor.current), [])
  const point = (element: HTMLElement) => {
    anchor.current = element
    pointAt(element, { label, command, shortcut, side })
  }
  const child = children as ReactElement<HTMLAttributes<HTMLElement>>
  const own = child.props
  return cloneElement(child, {
    onPointerEnter: event => {
      own.onPointerEnter?.(event)
      if (event.pointerType !== 'touch') point(event.currentTarget)
    },
    onPointerLeave: event => {
      own.onPointerLeave?.(event)
      leave(event.currentTarget)
    },
    onPointerDown: event => {
      own.onPointerDown?.(event)
      leave(event.currentTarget)
    },
    onFocus: event => {
      own.onFocus?.(event)
      if (event.currentTarget.matches(':focus-visible')) point(event.currentTarget)
    },
    onBlur: event => {
      own.onBlur?.(event)
      leave(event.currentTarget)
    },
  })
}

const TipLayer = later(async () => (await import('./tip-layer')).TipLayer)

/** Where tips appear. Put once into the page; what draws them comes with the first of them. */
export function Tips() {
  const wanted = useTip(state => state.tip !== undefined)
  if (!wanted) return null
  return (
    <PassingBoundary onFail={() => useTip.setState({ anchor: undefined, tip: undefined })} quiet>
      <TipLayer />
    </PassingBoundary>
  )
}
