import { type PointerEvent, useEffect, useRef } from 'react'
import type { NodeKind } from '../objects/node-actions'
import { cancelTrayDrag, endTrayDrag, moveTrayDrag, useTrayDrag } from './tray-drag'

/** A pointer that moves less than this (pixels) has clicked. */
const THRESHOLD = 6

/** Dragging with mouse, pen and finger alike: the browser's own drag and drop knows no fingers. */
export function useTrayPointer(kind: NodeKind, click: () => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined)
  const dragged = useRef(false)
  useEscape(() => {
    start.current = undefined
  })
  const end = (finish: () => void) => () => {
    start.current = undefined
    finish()
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dragged.current = false
      if (event.button !== 0) return
      start.current = { x: event.clientX, y: event.clientY }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: ({ clientX: x, clientY: y }: PointerEvent) => {
      if (start.current === undefined) return
      if (!dragged.current && Math.hypot(x - start.current.x, y - start.current.y) < THRESHOLD) return
      dragged.current = true
      moveTrayDrag({ kind, x, y })
    },
    onPointerUp: end(endTrayDrag),
    onPointerCancel: end(cancelTrayDrag),
    onClick: () => {
      // The click that ends a drag is none. One from the keyboard has no pointer before it.
      if (!dragged.current) click()
      dragged.current = false
    },
  }
}

/** Escape gives a drag up. */
function useEscape(given: () => void): void {
  const act = useRef(given)
  act.current = given
  const dragging = useTrayDrag(state => state.drag !== undefined)
  useEffect(() => {
    if (!dragging) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      act.current()
      cancelTrayDrag()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [dragging])
}
