import { REVISION_LOOKS, revisionLook } from '../kit/revision'

/** The page's colours for drawing on a canvas, read from the theme in force. */
export interface Palette {
  readonly panel: string
  readonly sunk: string
  readonly line: string
  readonly dim: string
  readonly accent: string
  readonly starting: string
  readonly uncovered: string
  readonly orphan: string
  readonly bad: string
  readonly wait: string
  readonly ghost: string
  readonly font: string
  /** By look, 0 to 5: what stands for that revision is filled with. */
  readonly revisions: readonly (CanvasPattern | string)[]
}

/** The fill of a revision, counted from 1. */
export const revisionFill = ({ revisions }: Palette, revision: number): CanvasPattern | string =>
  revisions[revisionLook(revision)] ?? ''

/** Reads tokens and makes the six revision patterns: the same as in revision.css. */
export function readPalette(context: CanvasRenderingContext2D): Palette {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const panel = token('panel')
  return {
    panel,
    sunk: token('sunk'),
    line: token('line'),
    dim: token('dim'),
    accent: token('accent-bright'),
    starting: mix(token('wait-mark'), panel, 0.72),
    uncovered: mix(token('bad-mark'), panel, 0.66),
    bad: token('bad-mark'),
    wait: token('wait-mark'),
    ghost: token('ghost'),
    orphan: mix(token('gone'), panel, 0.45),
    font: `10.5px ${token('mono')}`,
    revisions: Array.from({ length: REVISION_LOOKS }, (_, look) =>
      revisionPattern(context, look, token(`r${look + 1}i`), panel),
    ),
  }
}

function mix(colour: string, ground: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${share * 100}%, ${ground})`
}

function revisionPattern(
  context: CanvasRenderingContext2D,
  look: number,
  ink: string,
  ground: string,
): CanvasPattern | string {
  const base = mix(ink, ground, 0.58)
  if (look === 0) return base
  const tile = document.createElement('canvas')
  tile.width = 8
  tile.height = 8
  const pen = tile.getContext('2d')
  if (pen === null) return base
  pen.fillStyle = base
  pen.fillRect(0, 0, 8, 8)
  pen.fillStyle = mix(ink, ground, 0.9)
  pen.strokeStyle = pen.fillStyle
  pen.lineWidth = 3
  pen.beginPath()
  DRAW[look]?.(pen)
  pen.stroke()
  return context.createPattern(tile, 'repeat') ?? base
}

const DIAGONAL = [
  [-2, 10, 10, -2],
  [-6, 6, 6, -6],
  [2, 14, 14, 2],
] as const

// In the order of revision.css: stripes, rows, dots, columns, crosses. Tiles are 8 by 8 and repeat without a seam.
const DRAW: Readonly<Record<number, (pen: CanvasRenderingContext2D) => void>> = {
  1: pen => {
    for (const [x1, y1, x2, y2] of DIAGONAL) line(pen, x1, y1, x2, y2)
  },
  2: pen => pen.fillRect(0, 2, 8, 2.5),
  3: pen => pen.fillRect(2.5, 2.5, 3, 3),
  4: pen => pen.fillRect(2, 0, 2.5, 8),
  5: pen => {
    pen.lineWidth = 1.4
    line(pen, 0, 0, 8, 8)
    line(pen, 8, 0, 0, 8)
  },
}

function line(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1)
  pen.lineTo(x2, y2)
}
