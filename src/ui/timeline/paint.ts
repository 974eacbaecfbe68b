import { type Palette, revisionFill } from '../objects/palette'
import type { Lane, Segment } from './coverage'
import type { MarkCluster } from './marks'
import { stackColumns } from './stack'
import { type TimeWindow, ticks, tickText } from './time-axis'

/** Times above, marks below them. */
export const AXIS_HEIGHT = 24
export const LABEL_WIDTH = 92
const LANE = 14
const LANE_GAP = 3
const THINNEST = 3
/** Width of a column of the added-up picture. */
const COLUMN = 2

export interface Picture {
  readonly width: number
  readonly height: number
  readonly now: number
  readonly window: TimeWindow
  readonly lanes: readonly Lane[]
  /** Nodes that the DaemonSet should run on at this moment. */
  readonly wanted: ReadonlySet<string>
  readonly marks: readonly MarkCluster[]
  /** There has been no DaemonSet yet: names without lanes, which leaves room for a word. */
  readonly bare: boolean
  /** What stands in the place of the names when there are too many lanes. */
  readonly summary: string
}

export type LaneMode = 'named' | 'thin' | 'stacked'

/** With room for names, as thin lines, or added up: how so many lanes are drawn in that height. */
export function laneMode(count: number, height: number): LaneMode {
  const room = height - AXIS_HEIGHT
  if (count * (LANE - 2) <= room) return 'named'
  return count * THINNEST <= room ? 'thin' : 'stacked'
}

/** The height that one lane takes, gap included. */
export function laneHeight(count: number, height: number): number {
  return Math.min(LANE, (height - AXIS_HEIGHT) / Math.max(1, count))
}

export function timeToX({ from, to }: TimeWindow, width: number, time: number): number {
  return LABEL_WIDTH + ((time - from) / (to - from)) * (width - LABEL_WIDTH - 8)
}

export function xToTime({ from, to }: TimeWindow, width: number, x: number): number {
  return from + ((x - LABEL_WIDTH) / (width - LABEL_WIDTH - 8)) * (to - from)
}

/** Draws everything anew: cheap enough for several times a second with hundreds of lanes. */
export function paint(pen: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  pen.clearRect(0, 0, picture.width, picture.height)
  pen.font = palette.font
  pen.textBaseline = 'middle'
  paintAxis(pen, picture, palette)
  switch (laneMode(picture.lanes.length, picture.height)) {
    case 'named':
      paintLanes(pen, picture, palette, true)
      break
    case 'thin':
      paintLanes(pen, picture, palette, false)
      break
    case 'stacked':
      paintStack(pen, picture, palette)
  }
  paintMarks(pen, picture, palette)
  paintPlayhead(pen, picture, palette)
}

function paintAxis(
  pen: CanvasRenderingContext2D,
  { window, width, height, now }: Picture,
  { dim, line }: Palette,
): void {
  pen.textAlign = 'left'
  for (const time of ticks(window, width - LABEL_WIDTH)) {
    const x = Math.round(timeToX(window, width, time))
    pen.fillStyle = line
    pen.fillRect(x, AXIS_HEIGHT - 2, 1, height - AXIS_HEIGHT + 2)
    const toPlayhead = timeToX(window, width, now) - x
    if (x > width - 34 || (toPlayhead > -6 && toPlayhead < 36)) continue
    pen.fillStyle = dim
    pen.fillText(tickText(time), x + 4, 6)
  }
}

function paintLanes(pen: CanvasRenderingContext2D, picture: Picture, palette: Palette, named: boolean): void {
  const { lanes, height } = picture
  const step = laneHeight(lanes.length, height)
  const thick = named ? Math.min(11, step - LANE_GAP) : Math.max(1.5, step - 1)
  for (const [index, lane] of lanes.entries()) {
    const y = AXIS_HEIGHT + index * step
    if (named) paintName(pen, lane.node, y + thick / 2, palette)
    if (!picture.bare) paintLane(pen, lane, { y, thick }, picture, palette)
  }
  if (!named) paintName(pen, picture.summary, AXIS_HEIGHT + 6, palette)
}

function paintName(pen: CanvasRenderingContext2D, name: string, y: number, { dim }: Palette): void {
  pen.textAlign = 'left'
  pen.fillStyle = dim
  const longest = 13
  pen.fillText(name.length > longest ? `${name.slice(0, longest - 1)}…` : name, 0, y + 0.5)
}

interface Strip {
  readonly y: number
  readonly thick: number
}

function paintLane(
  pen: CanvasRenderingContext2D,
  lane: Lane,
  { y, thick }: Strip,
  { window, width, now, wanted }: Picture,
  palette: Palette,
): void {
  const right = timeToX(window, width, window.to)
  const end = Math.min(now, lane.goneAt ?? now)
  pen.save()
  pen.beginPath()
  pen.roundRect(LABEL_WIDTH, y, right - LABEL_WIDTH, thick, Math.min(3, thick / 2))
  pen.clip()
  pen.fillStyle = palette.sunk
  pen.fillRect(LABEL_WIDTH, y, right - LABEL_WIDTH, thick)
  for (const [index, segment] of lane.segments.entries()) {
    const next = lane.segments[index + 1]
    const until = Math.min(next?.from ?? end, end)
    if (until < window.from || segment.from >= until) continue
    const isOver = next === undefined && segment.cover === 'gap' && !wanted.has(lane.node)
    const fill = isOver ? undefined : fillOf(segment, palette)
    if (fill === undefined) continue
    const x = Math.max(LABEL_WIDTH, timeToX(window, width, segment.from))
    pen.fillStyle = fill
    // Never thinner than a pixel: a short gap is what one looks for.
    pen.fillRect(x, y, Math.max(1, timeToX(window, width, until) - x - 0.5), thick)
  }
  pen.restore()
}

/** What a stretch of a lane is filled with; undefined leaves the ground. */
function fillOf({ cover, revision }: Segment, palette: Palette): CanvasPattern | string | undefined {
  switch (cover) {
    case 'ready':
      return revisionFill(palette, revision)
    case 'starting':
      return palette.starting
    case 'uncovered':
    case 'gap':
      return palette.uncovered
    case 'orphan':
      return palette.orphan
    case 'none':
      return undefined
  }
}

/** Too many nodes for lanes: how many of them were covered by what, added up. */
function paintStack(pen: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { lanes, height, width, window, now } = picture
  const room = height - AXIS_HEIGHT - 4
  const right = timeToX(window, width, window.to)
  pen.fillStyle = palette.sunk
  pen.fillRect(LABEL_WIDTH, AXIS_HEIGHT, right - LABEL_WIDTH, room)
  const columns = Math.ceil((timeToX(window, width, now) - LABEL_WIDTH) / COLUMN)
  const stack = stackColumns(picture, {
    columns,
    columnOf: time => (timeToX(window, width, time) - LABEL_WIDTH) / COLUMN,
    looks: palette.revisions.length,
  })
  // What is covered grows from the ground, the newest look first; what is missing lies on top.
  const bottoms = new Float64Array(columns).fill(AXIS_HEIGHT + room)
  for (const [kind, fill] of [...palette.revisions, palette.orphan, palette.starting, palette.uncovered].entries()) {
    pen.fillStyle = fill
    const counts = stack[kind]
    for (let column = 0; column < columns; column += 1) {
      const tall = ((counts?.[column] ?? 0) / lanes.length) * room
      if (tall === 0) continue
      const bottom = (bottoms[column] ?? 0) - tall
      pen.fillRect(LABEL_WIDTH + column * COLUMN, bottom, COLUMN, tall)
      bottoms[column] = bottom
    }
  }
  paintName(pen, picture.summary, AXIS_HEIGHT + 6, palette)
}

function paintMarks(pen: CanvasRenderingContext2D, { marks }: Picture, { accent, uncovered, panel }: Palette): void {
  for (const { x, kind } of marks) {
    if (x < LABEL_WIDTH - 4) continue
    pen.beginPath()
    if (kind === 'command') {
      pen.moveTo(x - 4, AXIS_HEIGHT - 7)
      pen.lineTo(x + 4, AXIS_HEIGHT - 7)
      pen.lineTo(x, AXIS_HEIGHT)
    } else {
      pen.moveTo(x, AXIS_HEIGHT - 8)
      pen.lineTo(x + 3.5, AXIS_HEIGHT - 4)
      pen.lineTo(x, AXIS_HEIGHT)
      pen.lineTo(x - 3.5, AXIS_HEIGHT - 4)
    }
    pen.closePath()
    pen.lineWidth = 2
    pen.strokeStyle = panel
    pen.stroke()
    pen.fillStyle = kind === 'command' ? accent : uncovered
    pen.fill()
  }
}

function paintPlayhead(
  pen: CanvasRenderingContext2D,
  { window, width, height, now }: Picture,
  { accent }: Palette,
): void {
  const x = timeToX(window, width, now)
  pen.fillStyle = accent
  pen.fillRect(x - 1, 4, 2, height - 4)
  pen.beginPath()
  pen.arc(x, 5, 4.5, 0, 2 * Math.PI)
  pen.fill()
}
