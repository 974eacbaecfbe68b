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

const CLUSTER: FramePart = { id: 'cluster', min: 320, content: 'cluster' }
const EDITOR: FramePart = { id: 'editor', min: 120, content: 'editor' }
const TERMINAL: FramePart = { id: 'terminal', size: { pixels: 224 }, min: 80, content: 'terminal' }
const INSPECTOR: FramePart = { id: 'inspector', size: { share: 22.5 }, min: 230, content: 'inspector' }
const FOOT: FramePart = { id: 'foot', size: { pixels: 140 }, min: 88, max: 60, content: 'time' }

/** Three columns; the terminal is in the first, below the editor. */
const COLUMNS: FrameGroup = {
  id: 'columns',
  orientation: 'horizontal',
  parts: [
    {
      id: 'left',
      size: { share: 27 },
      min: 260,
      content: { id: 'left', orientation: 'vertical', parts: [EDITOR, TERMINAL] },
    },
    CLUSTER,
    INSPECTOR,
  ],
}

/** The terminal lies below editor and cluster: room for tables of 120 characters. */
const ACROSS: FrameGroup = {
  id: 'across',
  orientation: 'horizontal',
  parts: [
    {
      id: 'main',
      min: 580,
      content: {
        id: 'main',
        orientation: 'vertical',
        parts: [
          {
            id: 'above',
            min: 330,
            content: {
              id: 'above',
              orientation: 'horizontal',
              parts: [{ ...EDITOR, size: { share: 35 }, min: 260 }, CLUSTER],
            },
          },
          { ...TERMINAL, min: 120 },
        ],
      },
    },
    INSPECTOR,
  ],
}

/** The whole page below the top bar. */
export function frameLayout(terminalAcross: boolean): FrameGroup {
  const columns = terminalAcross ? ACROSS : COLUMNS
  return { id: 'rows', orientation: 'vertical', parts: [{ id: 'columns', min: 260, content: columns }, FOOT] }
}
