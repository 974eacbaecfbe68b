import { flushSync } from 'react-dom'

/**
 * Lets `change` draw anew, or elsewhere, what is below `root`, within one frame and unseen: nothing comes to life once more,
 * what was scrolled stays scrolled, and the focus goes to what `same` finds in place of what had it.
 */
export function takeOver(
  root: HTMLElement | null,
  change: () => void,
  same: (focused: Element) => HTMLElement | null | undefined,
): void {
  const focused = document.activeElement
  const scrolled = [...(root?.querySelectorAll('*') ?? [])]
    .filter(element => element.scrollTop > 0 || element.scrollLeft > 0)
    .map(element => [element, element.scrollTop, element.scrollLeft] as const)
  flushSync(change)
  if (root === null) return
  for (const [element, top, left] of scrolled) element.scrollTo(left, top)
  for (const animation of root.getAnimations({ subtree: true }))
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  if (focused !== null && document.activeElement !== focused) same(focused)?.focus({ preventScroll: true })
}

/** A click that has begun on something must end on it: waits until nothing below `root` is pressed. */
export async function released(root: () => HTMLElement | null): Promise<void> {
  while (root()?.querySelector(':active')) await new Promise(resolve => setTimeout(resolve, 100))
}
