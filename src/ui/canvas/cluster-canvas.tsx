import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type NodeChange,
  type NodeProps,
  ReactFlow,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type CSSProperties, type DragEvent, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../state/clock'
import { nodesOf, podsOf, useCluster } from '../../state/cluster'
import { placeNode, select, useSelection } from '../../state/selection'
import { run } from '../../state/session'
import { addNodeLine, removeNodeLine } from '../objects/node-actions'
import { groupNodes, UNSET } from '../objects/node-groups'
import { Bin, isOverBin } from './bin'
import { CanvasMenu } from './canvas-menu'
import { DraggedKind } from './dragged-kind'
import { flightTime } from './flight-time'
import { type CanvasFlowNode, flowNodes } from './flow-nodes'
import { type CardSize, FULL_CARD, FULL_CARD_LIMIT, layOutGrid, SMALL_CARD } from './grid-layout'
import { GroupHeading } from './group-heading'
import { NodeCard } from './node-card'
import { NodeDialogs } from './node-dialogs'
import { SmallCard } from './small-card'
import { MARGIN, useAutoFit } from './use-auto-fit'
import { useCanvasKeys } from './use-canvas-keys'
import { useSize } from './use-size'
import { giveViewAway } from './view-state'
import './cluster-canvas.css'

const NODE_TYPES = {
  card: ({ id }: NodeProps) => <NodeCard name={id} />,
  smallCard: ({ id }: NodeProps) => <SmallCard name={id} />,
  heading: GroupHeading,
}

/** Below this zoom small cards are drawn to be told apart from afar. */
const FAR_ZOOM = 0.62

/** Up to here every card is drawn, seen or not: moving the view is smoother then. */
const DRAWN_AT_ONCE = 600

/** The cluster as cards that lay themselves out, or stay where a person puts them. */
export function ClusterCanvas() {
  const { t } = useTranslation('canvas')
  const [ref, size] = useSize<HTMLDivElement>()
  const nodeMap = useCluster(nodesOf)
  const podCount = useCluster(state => podsOf(state).size)
  const { layout, card, small, groups, nodes, onNodesChange } = useFlowNodes(size)
  useAutoFit(layout, size)
  const [dragging, setDragging] = useState(false)
  const far = useStore(state => state.transform[2] < FAR_ZOOM)
  const flight = useClock(state => flightTime(state.speed, nodeMap.size))
  const drop = useTrayDrop(groups, layout.headings, card)
  const keys = useCanvasKeys(nodes, ref)

  return (
    <div
      ref={ref}
      className="canvas"
      data-dragging={dragging}
      data-small={small}
      data-far={small && far}
      style={{ '--flight': `${flight}ms` } as CSSProperties}
      role="application"
      aria-roledescription={t('roleDescription')}
      aria-label={t('label', { nodes: nodeMap.size, pods: podCount })}
      {...drop}
      {...keys}
    >
      <ReactFlow<CanvasFlowNode>
        nodes={nodes}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStart={() => setDragging(true)}
        onNodeDragStop={(event, node) => {
          setDragging(false)
          if (isOverBin(event)) void run(removeNodeLine(node.id), 'click')
          else placeNode(node.id, [Math.round(node.position.x), Math.round(node.position.y)])
        }}
        onPaneClick={() => select(undefined)}
        onMoveEnd={event => {
          if (event !== null) giveViewAway()
        }}
        minZoom={0.1}
        maxZoom={1.6}
        nodeDragThreshold={4}
        autoPanOnNodeDrag={false}
        // Thousands of cards are drawn only where they can be seen.
        onlyRenderVisibleElements={nodes.length > DRAWN_AT_ONCE}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode="Control"
        attributionPosition="bottom-left"
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} />
      </ReactFlow>
      <Bin visible={dragging} />
      <CanvasMenu />
      <NodeDialogs />
    </div>
  )
}

/** The layout for the present nodes and view, and what React Flow draws of it. */
function useFlowNodes(size: { readonly width: number; readonly height: number }) {
  const nodeMap = useCluster(nodesOf)
  const groupBy = useSelection(state => state.groupBy)
  const arranged = useSelection(state => state.positions)
  const small = nodeMap.size > FULL_CARD_LIMIT
  const card: CardSize = small ? SMALL_CARD : FULL_CARD
  // Heartbeats replace Node objects all the time; the layout only cares about names and groups.
  const signature = JSON.stringify(groupNodes(nodeMap, groupBy))
  const groups = useMemo(() => JSON.parse(signature) as ReturnType<typeof groupNodes>, [signature])
  const layout = useMemo(
    () =>
      layOutGrid(groups, card, {
        width: Math.max(240, size.width - 2 * MARGIN.side),
        height: Math.max(200, size.height - MARGIN.top - MARGIN.bottom),
      }),
    [groups, card, size.width, size.height],
  )
  const [nodes, setNodes] = useState<CanvasFlowNode[]>([])
  useEffect(() => {
    const counts = new Map(groups.map(group => [group.name, group.nodes.length]))
    setNodes(before => flowNodes(before, { layout, card, small, arranged, counts }))
  }, [layout, card, small, arranged, groups])
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasFlowNode>[]) => setNodes(before => applyNodeChanges(changes, before)),
    [],
  )
  return { layout, card, small, groups, nodes, onNodesChange }
}

/** What happens when a new node is dropped from the tray: it joins the group it was dropped in. */
function useTrayDrop(
  groups: ReturnType<typeof groupNodes>,
  headings: readonly { readonly name: string; readonly y: number; readonly height: number }[],
  card: CardSize,
) {
  const flow = useReactFlow()
  const groupBy = useSelection(state => state.groupBy)
  return {
    onDragOver: (event: DragEvent) => {
      if (DraggedKind.isIn(event.dataTransfer)) {
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }
    },
    onDrop: (event: DragEvent) => {
      const kind = DraggedKind.read(event.dataTransfer)
      if (kind === undefined) return
      event.preventDefault()
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      const group = headings.find(({ y, height }) => point.y >= y && point.y < y + height)?.name
      const label = groupBy !== '' && group !== undefined && group !== UNSET ? `${groupBy}=${group}` : undefined
      const { name, line } = addNodeLine(kind, new Set(groups.flatMap(each => each.nodes)), label)
      // A free spot is respected; between other cards the new one takes its place in the grid.
      const place = {
        x: point.x - card.width / 2,
        y: point.y - card.height / 2,
        width: card.width,
        height: card.height,
      }
      if (flow.getIntersectingNodes(place).length === 0) placeNode(name, [Math.round(place.x), Math.round(place.y)])
      void run(line, 'click')
    },
  }
}
