import type { Hosts } from './frame-places'

/** A place of the frame, or a group of them, within a larger group. */
export interface FramePart {
  readonly id: string
  /** Before a person has changed it: pixels, or a share of the group (per cent). Without one it takes what is left. */
  readonly size?: { readonly pixels: number } | { readonly share: number }
  /** Least size in pixels. */
  readonly min?: number
  /** Greatest size, in per cent of the group. */
  readonly max?: number
  readonly content: keyof Hosts | FrameGroup
}

/** Places side by side, or above one another, with borders that can be dragged. */
export interface FrameGroup {
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly parts: readonly FramePart[]
}

/** What is edited, what it is about, and why. */
const COLUMNS: FrameGroup = {
  id: 'columns',
  orientation: 'horizontal',
  parts: [
    { id: 'editor', size: { share: 27 }, min: 260, content: 'editor' },
    { id: 'cluster', min: 320, content: 'cluster' },
    { id: 'inspector', size: { share: 22.5 }, min: 230, content: 'inspector' },
  ],
}

/** What is typed and what time brings, side by side: room for tables of 100 characters, and for a dozen lanes. */
const BELOW: FrameGroup = {
  id: 'below',
  orientation: 'horizontal',
  parts: [
    { id: 'terminal', min: 260, content: 'terminal' },
    { id: 'time', size: { share: 38 }, min: 340, content: 'time' },
  ],
}

/** The whole page below the top bar. A terminal across the page lies between the columns and the foot. */
export function frameLayout(terminalAcross: boolean): FrameGroup {
  const columns: FramePart = { id: 'columns', min: 260, content: COLUMNS }
  const below: readonly FramePart[] = terminalAcross
    ? [
        { id: 'terminal', size: { pixels: 224 }, min: 80, content: 'terminal' },
        { id: 'foot', size: { pixels: 128 }, min: 88, max: 60, content: 'time' },
      ]
    : [{ id: 'below', size: { share: 26 }, min: 120, max: 75, content: BELOW }]
  return { id: terminalAcross ? 'page-across' : 'page', orientation: 'vertical', parts: [columns, ...below] }
}
