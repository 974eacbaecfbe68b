import { type Palette, revisionFill } from '../objects/palette'
import type { MapCell } from './map-cell'

/** A cell on the screen, in whole pixels. */
export interface CellBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const OFF = '#05080d'
/** A cell that is not looked for. */
const DIM = 0.18

/** Draws one node. Colour and shape say the same: full is ready, half is on its way, a stroke is failing, a frame is none. */
export function paintCell(pen: CanvasRenderingContext2D, cell: MapCell, box: CellBox, palette: Palette): void {
  pen.globalAlpha = cell.dim ? DIM : 1
  if (cell.node === 'off') {
    pen.fillStyle = OFF
    pen.fillRect(box.x, box.y, box.width, box.height)
    pen.globalAlpha *= 0.5
  }
  paintPod(pen, cell, box, palette)
  pen.globalAlpha = cell.dim ? DIM : 1
  if (cell.node === 'not-ready' || cell.node === 'off') frame(pen, box, palette.bad)
  if (cell.node === 'cordoned') frame(pen, box, palette.wait)
}

function paintPod(pen: CanvasRenderingContext2D, { pod, revision }: MapCell, box: CellBox, palette: Palette): void {
  const { x, y, width, height } = box
  switch (pod) {
    case 'ready':
      pen.fillStyle = revisionFill(palette, revision)
      pen.fillRect(x, y, width, height)
      break
    case 'starting': {
      const half = Math.ceil(height / 2)
      pen.fillStyle = palette.starting
      pen.fillRect(x, y + height - half, width, half)
      frame(pen, box, palette.starting)
      break
    }
    case 'broken':
      pen.fillStyle = palette.uncovered
      pen.fillRect(x, y, width, height)
      slash(pen, box, palette.panel)
      break
    case 'leaving':
      frame(pen, box, palette.ghost)
      slash(pen, box, palette.ghost)
      break
    case 'orphan':
      pen.fillStyle = palette.orphan
      pen.fillRect(x, y, width, height)
      break
    case 'missing':
      frame(pen, box, palette.uncovered)
      break
    case 'absent':
      frame(pen, box, palette.line)
  }
}

function frame(pen: CanvasRenderingContext2D, { x, y, width, height }: CellBox, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = 1
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1)
}

function slash(pen: CanvasRenderingContext2D, { x, y, width, height }: CellBox, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = 1.2
  pen.beginPath()
  pen.moveTo(x + 1, y + height - 1)
  pen.lineTo(x + width - 1, y + 1)
  pen.stroke()
}
