import { Tooltip as Radix } from 'radix-ui'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { CommandLine } from './command-line'
import { overlayRoot } from './overlay-root'
import { Shortcut } from './shortcut'
import { leave, pointAt, type Tip, useTip } from './tip'
import './tooltip.css'

/** Milliseconds before a tip shows; when another one was there just before, it shows at once. */
const DELAY = 450
const JUST_BEFORE = 250
/** Time (milliseconds) to get from the thing onto its tip. */
const GRACE = 120

interface Shown {
  readonly anchor: HTMLElement
  readonly tip: Tip
}

/** The one tip of the page, beside what is pointed at. */
export function TipLayer() {
  const shown = useShown()
  return shown === undefined ? null : <OpenTip key={keyOf(shown.anchor)} {...shown} />
}

function useShown(): Shown | undefined {
  const { anchor, tip } = useTip()
  const [shown, setShown] = useState<Shown>()
  const isShown = useRef(false)
  const closed = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const show = (next: Shown | undefined) => {
      if (isShown.current && next === undefined) closed.current = performance.now()
      isShown.current = next !== undefined
      setShown(next)
    }
    if (anchor === undefined || tip === undefined) {
      const timer = setTimeout(() => show(undefined), GRACE)
      return () => clearTimeout(timer)
    }
    const atOnce = isShown.current || performance.now() - closed.current < JUST_BEFORE
    const timer = setTimeout(() => show({ anchor, tip }), atOnce ? 0 : DELAY)
    return () => clearTimeout(timer)
  }, [anchor, tip])
  return shown
}

let lastKey = 0
const keys = new WeakMap<HTMLElement, number>()

/** Another thing gets a tip of its own, which finds its place anew. */
function keyOf(anchor: HTMLElement): number {
  const key = keys.get(anchor) ?? ++lastKey
  keys.set(anchor, key)
  return key
}

function OpenTip({ anchor, tip }: Shown) {
  const { label, command, shortcut, side } = tip
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const id = place.current?.getAttribute('aria-describedby')
    if (id == null) return
    anchor.setAttribute('aria-describedby', id)
    return () => anchor.removeAttribute('aria-describedby')
  }, [anchor])
  const { left, top, width, height } = anchor.getBoundingClientRect()
  return (
    <Radix.Provider>
      <Radix.Root
        open
        onOpenChange={open => {
          if (!open) leave(anchor)
        }}
      >
        <Radix.Trigger asChild>
          <span ref={place} className="overlay-anchor" style={{ left, top, width, height }} />
        </Radix.Trigger>
        <Radix.Portal container={overlayRoot()}>
          <Radix.Content
            className="tooltip"
            side={side}
            sideOffset={6}
            collisionPadding={8}
            onPointerEnter={() => pointAt(anchor, tip)}
            onPointerLeave={() => leave(anchor)}
          >
            {(label !== undefined || shortcut !== undefined) && (
              <div className="tooltip__row">
                {label}
                {shortcut !== undefined && <Shortcut keys={shortcut} />}
              </div>
            )}
            {command !== undefined && <CommandLine line={command} />}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
