import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { useInsight } from '../../state/insight'
import { select, useSelection } from '../../state/selection'
import { shortKey, UNSET } from '../objects/node-groups'
import { nodeLook } from '../objects/node-look'
import { type Palette, readPalette } from '../objects/palette'
import { podLook } from '../objects/pod-look'
import { type CanvasFacts, useCanvasFacts } from './canvas-context'
import { useCardFacts, useVerdict } from './card-facts'
import { CardShell } from './card-shell'
import { type GridLayout, MAP_CARD, type Size, viewOfAll } from './grid-layout'
import { mapCell } from './map-cell'
import { type CellBox, paintCell } from './map-paint'
import { useRovingCard } from './roving'
import './node-map.css'

/** Milliseconds between two drawings, at least. */
const PACE = 60

export interface NodeMapProps {
  readonly layout: GridLayout
  /** Of the view, in pixels. */
  readonly size: Size
}

/**
 * Thousands of nodes as cells of one drawing, where their cards would be. The one under the pointer or under the arrow keys
 * is an element as well: it can be looked at, and has the menu and the keys of a card.
 */
export function NodeMap({ layout, size }: NodeMapProps) {
  const { t } = useTranslation('canvas')
  const canvas = useRef<HTMLCanvasElement>(null)
  const facts = useCanvasFacts()
  const boxes = useMemo(() => cellBoxes(layout, size), [layout, size])
  const card = useRovingCard(state => state.card)
  const selected = useSelection(state => (state.selected?.kind === 'Node' ? state.selected.key : undefined))
  const group = useSelection(state => shortKey(state.groupBy))
  usePainting(canvas, { boxes, size, facts })
  const point = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const { left, top } = currentTarget.getBoundingClientRect()
    const found = cellAt(boxes, clientX - left, clientY - top)
    if (found !== undefined && found !== useRovingCard.getState().card) useRovingCard.setState({ card: found })
  }
  const cursor = boxes.get(card)
  const chosen = selected === undefined ? undefined : boxes.get(selected)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the canvas around it has the role and the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the cells gives the selection up, as Escape elsewhere
    <div
      className="node-map"
      onPointerMove={point}
      onClick={event => event.target === canvas.current && select(undefined)}
    >
      <canvas ref={canvas} role="img" aria-label={t('map', { nodes: boxes.size })} />
      {headingPlaces(layout, size).map(({ name, x, y }) => (
        <p key={name} className="node-map__heading" style={{ left: x, top: y }}>
          {name === UNSET ? t('groupUnset', { key: group }) : name}
        </p>
      ))}
      {chosen !== undefined && <i className="node-map__chosen" style={placeOf(chosen)} />}
      {cursor !== undefined && (
        <div className="node-map__cursor" style={placeOf(cursor)}>
          <Cursor name={card} />
        </div>
      )}
    </div>
  )
}

/** The node under the pointer or the keys: an element with its words. */
function Cursor({ name }: { readonly name: string }) {
  const { t } = useCanvasFacts()
  const { node, pods, powered } = useCardFacts(name)
  const verdict = useVerdict(name)
  if (node === undefined) return null
  const status = powered ? nodeLook(node).status : t('node.off')
  const daemon = [...pods.daemons, ...pods.orphans].map(pod => `${pod.metadata.name} ${podLook(pod).status}`).join(', ')
  const placement =
    daemon !== ''
      ? daemon
      : verdict.known && !verdict.shouldRun
        ? t('node.notHere', { reason: verdict.wholeObstacle })
        : ''
  return (
    <CardShell
      name={name}
      className="node-map__cell"
      label={t('node.label', {
        name,
        status,
        pods: pods.daemons.length + pods.orphans.length + pods.others.length,
        placement,
      })}
      title={[name, status, placement].filter(Boolean).join('\n')}
    >
      {null}
    </CardShell>
  )
}

const placeOf = ({ x, y, width, height }: CellBox) => ({ left: x, top: y, width, height })

function cellBoxes(layout: GridLayout, size: Size): ReadonlyMap<string, CellBox> {
  const { x: left, y: top, zoom } = viewOfAll(layout, size)
  // Whole pixels, and at least one between two cells.
  const extent = (length: number) => Math.max(2, Math.floor((length + MAP_CARD.gap) * zoom) - 1)
  const [width, height] = [extent(MAP_CARD.width), extent(MAP_CARD.height)]
  const box = ([x, y]: readonly [number, number]): CellBox => ({
    x: Math.round(left + x * zoom),
    y: Math.round(top + y * zoom),
    width,
    height,
  })
  return new Map([...layout.cards].map(([name, place]) => [name, box(place)]))
}

function headingPlaces(layout: GridLayout, size: Size) {
  const { x, y, zoom } = viewOfAll(layout, size)
  return layout.headings.map(heading => ({ name: heading.name, x, y: y + heading.y * zoom }))
}

function cellAt(boxes: ReadonlyMap<string, CellBox>, x: number, y: number): string | undefined {
  for (const [name, box] of boxes) {
    if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) return name
  }
  return undefined
}

interface Painting {
  readonly boxes: ReadonlyMap<string, CellBox>
  readonly size: Size
  readonly facts: CanvasFacts
}

/** Keeps the drawing up to date with the stores, at a pace of its own and outside of React. */
function usePainting(
  canvasRef: { readonly current: HTMLCanvasElement | null },
  { boxes, size, facts }: Painting,
): void {
  useEffect(() => {
    const pen = canvasRef.current?.getContext('2d')
    if (!pen) return
    let palette: Palette | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      timer = undefined
      palette ??= readPalette(pen)
      paintAll(pen, palette, { boxes, size, facts })
    }
    const wake = () => {
      timer ??= setTimeout(draw, PACE)
    }
    const stops = [useCluster, useInsight].map(store => store.subscribe(wake))
    const themes = new MutationObserver(() => {
      palette = undefined
      wake()
    })
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    draw()
    return () => {
      clearTimeout(timer)
      themes.disconnect()
      for (const stop of stops) stop()
    }
  }, [canvasRef, boxes, size, facts])
}

function paintAll(pen: CanvasRenderingContext2D, palette: Palette, { boxes, size, facts }: Painting): void {
  const scale = devicePixelRatio
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)]
  if (pen.canvas.width !== width || pen.canvas.height !== height) Object.assign(pen.canvas, { width, height })
  pen.setTransform(scale, 0, 0, scale, 0, 0)
  pen.clearRect(0, 0, size.width, size.height)
  const cluster = useCluster.getState()
  const nodes = nodesOf(cluster)
  const verdicts = new Map(useInsight.getState().daemonSet?.nodes.map(verdict => [verdict.node, verdict]))
  for (const [name, box] of boxes) {
    const node = nodes.get(name)
    if (node === undefined) continue
    const pods = cluster.podsByNode.get(name) ?? []
    const cell = mapCell({ node, pods, machine: cluster.machines.get(name), verdict: verdicts.get(name) }, facts)
    paintCell(pen, cell, box, palette)
  }
  pen.globalAlpha = 1
}
