import type { ComponentType } from 'react'

/**
 * The places that the frame leaves to the panels. A panel fills its place completely (height 100 %), scrolls inside, and
 * reads what it needs from the stores of `state/`. Give lazy components where a panel is heavy: the frame shows a skeleton.
 */
export interface PageSlots {
  /** Files, editor, Apply, diff. */
  readonly editor: ComponentType
  /** Terminal, event list and log as tabs. */
  readonly terminal: ComponentType
  /** What is selected: what, why, events, YAML. */
  readonly inspector: ComponentType
  /** The gallery as a dialog of its own; rendered while it is open. */
  readonly gallery: ComponentType<{ readonly onClose: () => void }>
  /** The note of the present scenario (what to watch, three things to try); renders nothing when there is none. */
  readonly note: ComponentType
}
