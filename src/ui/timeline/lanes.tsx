import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../state/clock'
import { nodesOf, useCluster } from '../../state/cluster'
import { useCommands } from '../../state/commands'
import { useInsight } from '../../state/insight'
import { select, useSelection } from '../../state/selection'
import { clockText } from '../events/clock-text'
import { groupNodes } from '../objects/node-groups'
import { type Palette, readPalette } from '../objects/palette'
import { beforeHistory } from './before-history'
import { Coverage, coverAt, type Lane, lastDeleted } from './coverage'
import { CLUSTER_WIDTH, clusterMarks, type Mark, Warnings } from './marks'
import { AXIS_HEIGHT, LABEL_WIDTH, laneHeight, laneMode, type Picture, paint, timeToX, xToTime } from './paint'
import { timeWindow } from './time-axis'
import './lanes.css'

/** Milliseconds between two drawings, at least. */
const PACE = 60

/** Who was covered when: one lane a node, or all of them added up; commands and warnings as marks above. */
export function Lanes() {
  const { t } = useTranslation('timeline')
  const canvas = useRef<HTMLCanvasElement>(null)
  const picture = useRef<Picture | undefined>(undefined)
  const focus = useShownDaemonSet()
  const count = useCluster(state => nodesOf(state).size)
  const [tip, setTip] = useState<Tip>()
  usePainting(canvas, picture, focus)

  const find = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return picture.current === undefined ? undefined : hit(picture.current, event.clientX - left, event.clientY - top)
  }
  const words = (found: Hit) => {
    if (found.kind === 'marks') return found.marks.map(mark => `${clockText(mark.at)}  ${mark.text}`)
    const { node, time, segment } = found
    const cover = segment?.cover ?? 'none'
    const state = {
      ready: t('covered', { revision: segment?.revision ?? 0 }),
      starting: t('starting'),
      uncovered: t('uncovered'),
      gap: t('gap'),
      orphan: t('orphan'),
      none: t('nothing'),
    }[cover]
    return [`${node}  ${clockText(time)}  ${state}`]
  }

  return (
    <div className="lanes">
      <canvas
        ref={canvas}
        role="img"
        aria-label={focus === undefined ? t('lanes') : t('lanesOf', { name: focus, count })}
        onPointerMove={event => {
          const found = find(event)
          const { left, width } = event.currentTarget.getBoundingClientRect()
          const x = event.clientX - left
          setTip(found === undefined ? undefined : { x, right: x > width / 2, lines: words(found).slice(0, 8) })
        }}
        onPointerLeave={() => setTip(undefined)}
        onClick={event => {
          const found = find(event as unknown as PointerEvent)
          if (found?.kind === 'lane') select({ kind: 'Node', key: found.node })
        }}
      />
      {focus === undefined && (
        <p className="lanes__empty">
          <span>{t('empty')}</span>
        </p>
      )}
      {tip !== undefined && (
        <div className="lanes__tip" style={tip.right ? { right: `calc(100% - ${tip.x - 8}px)` } : { left: tip.x + 12 }}>
          {tip.lines.map(line => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
    </div>
  )
}

/** The DaemonSet in focus; when there is none any more, the last one: what it covered stays to be seen. */
function useShownDaemonSet(): string | undefined {
  const focus = useSelection(state => state.daemonSet)
  const history = useCluster(state => state.history)
  return useMemo(() => focus ?? lastDeleted(history), [focus, history])
}

interface Tip {
  readonly x: number
  readonly right: boolean
  readonly lines: readonly string[]
}

type Hit =
  | { readonly kind: 'marks'; readonly marks: readonly Mark[] }
  | {
      readonly kind: 'lane'
      readonly node: string
      readonly time: number
      readonly segment: ReturnType<typeof coverAt>
    }

/** What is drawn at a point. */
function hit(picture: Picture, x: number, y: number): Hit | undefined {
  if (y < AXIS_HEIGHT + 1) {
    const near = picture.marks.filter(mark => Math.abs(mark.x - x) < CLUSTER_WIDTH)
    return near.length === 0 ? undefined : { kind: 'marks', marks: near.flatMap(({ marks }) => marks) }
  }
  const { lanes, height, window, width, wanted } = picture
  if (laneMode(lanes.length, height) === 'stacked') return undefined
  const lane = lanes[Math.floor((y - AXIS_HEIGHT) / laneHeight(lanes.length, height))]
  if (lane === undefined) return undefined
  const time = Math.min(picture.now, Math.max(window.from, xToTime(window, width, Math.max(x, LABEL_WIDTH))))
  return { kind: 'lane', node: lane.node, time, segment: coverAt(lane, time, wanted.has(lane.node)) }
}

/** Keeps the drawing up to date with the stores, at a pace of its own and outside of React. */
function usePainting(
  canvasRef: { readonly current: HTMLCanvasElement | null },
  picture: { current: Picture | undefined },
  focus: string | undefined,
): void {
  const { t } = useTranslation('timeline')
  const loaded = useCluster(state => state.history)
  // A new history array means a new scenario: what was read of the old one is void.
  const reader = useMemo(
    () => ({
      history: loaded,
      coverage: new Coverage(focus ?? '', beforeHistory(useCluster.getState().kinds, loaded)),
      warnings: new Warnings(),
    }),
    [loaded, focus],
  )
  useEffect(() => {
    const canvas = canvasRef.current
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    let palette: Palette | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      timer = undefined
      // Hidden, or pressed together.
      if (canvas.clientHeight <= AXIS_HEIGHT || canvas.clientWidth <= LABEL_WIDTH) return
      reader.coverage.follow(reader.history)
      reader.warnings.follow(reader.history)
      fitToScreen(canvas, pen)
      palette ??= readPalette(pen)
      const summary = (count: number) => t('groupOf', { count })
      picture.current = {
        ...compose(canvas, reader.coverage, reader.warnings.marks, summary),
        bare: focus === undefined,
      }
      paint(pen, picture.current, palette)
    }
    const wake = () => {
      timer ??= setTimeout(draw, PACE)
    }
    const repaint = () => {
      palette = undefined
      wake()
    }
    const stops = [useClock, useCluster, useCommands, useInsight].map(store => store.subscribe(wake))
    const sizes = new ResizeObserver(wake)
    sizes.observe(canvas)
    const themes = new MutationObserver(repaint)
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    void document.fonts.ready.then(wake)
    draw()
    return () => {
      clearTimeout(timer)
      sizes.disconnect()
      themes.disconnect()
      for (const stop of stops) stop()
    }
  }, [canvasRef, picture, reader, focus, t])
}

function fitToScreen(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): void {
  const scale = devicePixelRatio
  const width = Math.round(canvas.clientWidth * scale)
  const height = Math.round(canvas.clientHeight * scale)
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0)
}

function compose(
  canvas: HTMLCanvasElement,
  coverage: Coverage,
  warnings: readonly Mark[],
  summary: (count: number) => string,
): Omit<Picture, 'bare'> {
  const { now } = useClock.getState()
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  const commands = [...useCommands.getState().commands.values()].map(
    ({ at, line }): Mark => ({ at, kind: 'command', text: `$ ${line}` }),
  )
  const window = timeWindow(commands[0]?.at ?? now, now)
  const visible = [...commands, ...warnings].filter(mark => mark.at >= window.from).sort((a, b) => a.at - b.at)
  const explanation = useInsight.getState().daemonSet
  const lanes = orderedLanes(coverage)
  return {
    width,
    height,
    now,
    window,
    lanes,
    wanted: new Set(explanation?.nodes.filter(verdict => verdict.shouldRun).map(verdict => verdict.node)),
    marks: clusterMarks(visible, time => timeToX(window, width, time)),
    summary: summary(lanes.length),
  }
}

/** In the order of the cards; nodes without a word in the history yet have an empty lane. */
function orderedLanes(coverage: Coverage): readonly Lane[] {
  const nodes = nodesOf(useCluster.getState())
  return groupNodes(nodes, '').flatMap(group =>
    group.nodes.map(node => coverage.lanes.get(node) ?? { node, segments: [], wasCovered: false, goneAt: undefined }),
  )
}
