import { type CSSProperties, type RefObject, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../state/clock'
import { nodesOf, podsOf, useCluster } from '../../state/cluster'
import { placeNode, useSelection } from '../../state/selection'
import { run } from '../../state/session'
import { later, PassingBoundary } from '../kit'
import { addNodeLine } from '../objects/node-actions'
import { groupNodes, UNSET } from '../objects/node-groups'
import { Bin } from './bin'
import { closeNodeDialog, useCanvasMenu, useNodeDialog } from './canvas-menu-state'
import { Cards } from './cards'
import { flightTime } from './flight-time'
import { type CanvasFlowNode, flowNodes, overlap } from './flow-nodes'
import {
  CARD_LIMIT,
  type CardSize,
  FAR_ZOOM,
  FULL_CARD,
  FULL_CARD_LIMIT,
  type GridLayout,
  layOutGrid,
  MAP_CARD,
  roomIn,
  type Size,
  SMALL_CARD,
  viewOfAll,
} from './grid-layout'
import { receiveTrayDrops, useTrayDrag } from './tray-drag'
import { useCanvasKeys } from './use-canvas-keys'
import { useSize } from './use-size'
import { useFlow } from './view-state'
import './cluster-canvas.css'

const CanvasMenu = later(async () => (await import('./canvas-menu')).CanvasMenu)
const NodeDialogs = later(async () => (await import('./node-dialogs')).NodeDialogs)

/** The cluster as cards that lay themselves out, or stay where a person puts them. */
export function ClusterCanvas() {
  const { t } = useTranslation('canvas')
  const [ref, size] = useSize<HTMLDivElement>()
  const nodeMap = useCluster(nodesOf)
  const podCount = useCluster(state => podsOf(state).size)
  const { layout, card, small, groups, nodes, setNodes } = useFlowNodes(size)
  const dragging = useFlow(state => state.dragging)
  const far = useFlow(state => (state.flow === undefined ? viewOfAll(layout, size).zoom < FAR_ZOOM : state.far))
  const moving = useFlow(state => state.flow !== undefined) || nodeMap.size > CARD_LIMIT
  const flight = useClock(state => flightTime(state.speed, nodeMap.size))
  const receiving = useTrayDrag(state => state.drag !== undefined)
  useTrayDrop(ref, { groups, layout, card, nodes, size })
  const keys = useCanvasKeys(nodes, ref)

  return (
    <div
      ref={ref}
      className="canvas"
      data-dragging={dragging}
      data-receiving={receiving}
      data-small={small}
      data-far={small && far}
      data-moving={moving}
      style={{ '--flight': `${flight}ms` } as CSSProperties}
      role="application"
      aria-roledescription={t('roleDescription')}
      aria-label={t('label', { nodes: nodeMap.size, pods: podCount })}
      {...keys}
    >
      {size.width > 0 && <Cards nodes={nodes} setNodes={setNodes} layout={layout} size={size} canvas={ref} />}
      <Bin visible={dragging} />
      <CanvasMenus />
    </div>
  )
}

/** The menu of a card and the small dialogs about a node: both come later, and only while they are open. */
function CanvasMenus() {
  const menu = useCanvasMenu(state => state.target !== undefined)
  const dialog = useNodeDialog(state => state.dialog !== undefined)
  const close = () => {
    useCanvasMenu.getState().hide()
    closeNodeDialog()
  }
  return (
    <PassingBoundary onFail={close}>
      {menu && <CanvasMenu />}
      {dialog && <NodeDialogs />}
    </PassingBoundary>
  )
}

/** The layout for the present nodes and view, and what React Flow draws of it. */
function useFlowNodes(size: Size) {
  const nodeMap = useCluster(nodesOf)
  const groupBy = useSelection(state => state.groupBy)
  const arranged = useSelection(state => state.positions)
  const small = nodeMap.size > FULL_CARD_LIMIT
  const card: CardSize = nodeMap.size > CARD_LIMIT ? MAP_CARD : small ? SMALL_CARD : FULL_CARD
  // Heartbeats replace Node objects all the time; the layout only cares about names and groups.
  const signature = JSON.stringify(groupNodes(nodeMap, groupBy))
  const groups = useMemo(() => JSON.parse(signature) as ReturnType<typeof groupNodes>, [signature])
  const layout = useMemo(
    () =>
      layOutGrid(groups, card, {
        width: Math.max(240, roomIn(size).width),
        height: Math.max(120, roomIn(size).height),
      }),
    [groups, card, size],
  )
  const [nodes, setNodes] = useState<CanvasFlowNode[]>([])
  useEffect(() => {
    const counts = new Map(groups.map(group => [group.name, group.nodes.length]))
    setNodes(before => flowNodes(before, { layout, card, small, arranged, counts }))
  }, [layout, card, small, arranged, groups])
  return { layout, card, small, groups, nodes, setNodes }
}

interface DropPlace {
  readonly groups: ReturnType<typeof groupNodes>
  readonly layout: GridLayout
  readonly card: CardSize
  readonly nodes: readonly CanvasFlowNode[]
  readonly size: Size
}

/** What happens when a new node is dropped from the tray: it joins the group it was dropped in. */
function useTrayDrop(canvas: RefObject<HTMLElement | null>, { groups, layout, card, nodes, size }: DropPlace): void {
  const groupBy = useSelection(state => state.groupBy)
  useEffect(
    () =>
      receiveTrayDrops(({ kind, x, y }) => {
        if (canvas.current === null) return
        const view = useFlow.getState().flow?.getViewport() ?? viewOfAll(layout, size)
        const { left, top } = canvas.current.getBoundingClientRect()
        const point = { x: (x - left - view.x) / view.zoom, y: (y - top - view.y) / view.zoom }
        const group = layout.headings.find(heading => point.y >= heading.y && point.y < heading.y + heading.height)
        const label =
          groupBy !== '' && group !== undefined && group.name !== UNSET ? `${groupBy}=${group.name}` : undefined
        const { name, line } = addNodeLine(kind, new Set(groups.flatMap(each => each.nodes)), label)
        // A free spot is respected; between other cards the new one takes its place in the grid.
        const place = { x: point.x - card.width / 2, y: point.y - card.height / 2 }
        if (!nodes.some(node => overlap(node, place, card))) placeNode(name, [Math.round(place.x), Math.round(place.y)])
        void run(line, 'click')
      }),
    [canvas, groupBy, groups, layout, card, nodes, size],
  )
}
