import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type NodeChange,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useEffect } from 'react'
import { placeNode, select } from '../../state/selection'
import { run } from '../../state/session'
import { removeNodeLine } from '../objects/node-actions'
import { isOverBin } from './bin'
import type { CardsProps } from './cards'
import type { CanvasFlowNode } from './flow-nodes'
import { FAR_ZOOM, viewOfAll } from './grid-layout'
import { GroupHeading } from './group-heading'
import { NodeCard } from './node-card'
import { SmallCard } from './small-card'
import { useAutoFit } from './use-auto-fit'
import { giveViewAway, setDragging, useFlow } from './view-state'

const NODE_TYPES = {
  card: ({ id }: NodeProps) => <NodeCard name={id} />,
  smallCard: ({ id }: NodeProps) => <SmallCard name={id} />,
  heading: GroupHeading,
}

/** The cards in React Flow: they can be dragged, the view can be moved. It begins as the still cards stood. */
export function FlowCards(props: CardsProps) {
  return (
    <ReactFlowProvider
      initialNodes={props.nodes}
      initialWidth={props.size.width}
      initialHeight={props.size.height}
      initialMinZoom={0.1}
      initialMaxZoom={1.6}
    >
      <Flow {...props} />
    </ReactFlowProvider>
  )
}

function Flow({ nodes, setNodes, layout, size }: CardsProps) {
  useAutoFit(layout, size)
  useSharedFlow()
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasFlowNode>[]) => setNodes(before => applyNodeChanges(changes, before)),
    [setNodes],
  )
  return (
    <ReactFlow<CanvasFlowNode>
      nodes={nodes}
      nodeTypes={NODE_TYPES}
      defaultViewport={viewOfAll(layout, size)}
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
      // It stands in the panel's foot: here it would lie over the cards of a full canvas.
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} />
    </ReactFlow>
  )
}

/** Lets those who are outside of React Flow look at its view and move it. */
function useSharedFlow(): void {
  const flow = useReactFlow<CanvasFlowNode>()
  const far = useStore(state => state.transform[2] < FAR_ZOOM)
  useEffect(() => useFlow.setState({ far }), [far])
  useEffect(() => {
    useFlow.setState({ flow })
    return () => useFlow.setState({ flow: undefined })
  }, [flow])
}
