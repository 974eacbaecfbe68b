import type { CardsProps } from './cards'
import type { CanvasFlowNode } from './flow-nodes'
import { viewOfAll } from './grid-layout'
import { GroupHeading } from './group-heading'
import { NodeCard } from './node-card'
import { SmallCard } from './small-card'
import './still-cards.css'

/**
 * The cards where React Flow will have them, without React Flow: the cluster can be seen and everything on it can be used
 * before that has been loaded. Only dragging and moving the view have to wait.
 */
export function StillCards({ nodes, layout, size }: CardsProps) {
  const { x, y, zoom } = viewOfAll(layout, size)
  return (
    <div className="still">
      <Dots x={x} y={y} zoom={zoom} />
      <div className="still__view" style={{ transform: `translate(${x}px,${y}px) scale(${zoom})` }}>
        {nodes.map(node => (
          <div
            key={node.id}
            className="still__card"
            style={{
              transform: `translate(${node.position.x}px,${node.position.y}px)`,
              width: node.width,
              height: node.height,
            }}
          >
            <Content node={node} />
          </div>
        ))}
      </div>
    </div>
  )
}

function Content({ node }: { readonly node: CanvasFlowNode }) {
  if (node.type === 'heading') return <GroupHeading data={node.data} />
  return node.type === 'card' ? <NodeCard name={node.id} /> : <SmallCard name={node.id} />
}

const GAP = 22
const DOT = 1.4

/** The same pattern as that of React Flow's background. */
function Dots({ x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number }) {
  const gap = GAP * zoom || 1
  const radius = (DOT * zoom) / 2
  const offset = gap / 2
  return (
    <svg className="still__dots" aria-hidden="true">
      <pattern
        id="still-dots"
        x={x % gap}
        y={y % gap}
        width={gap}
        height={gap}
        patternUnits="userSpaceOnUse"
        patternTransform={`translate(-${offset},-${offset})`}
      >
        <circle cx={radius} cy={radius} r={radius} />
      </pattern>
      <rect width="100%" height="100%" fill="url(#still-dots)" />
    </svg>
  )
}
