import type { Scenario, ScenarioNode } from '../../scenario/scenario'

const WIDTH = 30
const HEIGHT = 22
const GAP = 6
const ROW = 4

/** The nodes of a scenario as small cards: control planes filled, labelled ones with a bar, one square a daemon Pod that runs. */
export function ClusterPicture({ scenario }: { readonly scenario: Scenario }) {
  const { nodes, log } = scenario
  const applied = log.some(entry => entry.line.startsWith('kubectl apply -f agent'))
  const rows = Math.ceil(nodes.length / ROW)
  const width = Math.min(nodes.length, ROW) * (WIDTH + GAP) - GAP
  // Always room for two rows, so that cards of all pictures are of one size; a single row stands in the middle.
  const room = 2 * (HEIGHT + GAP) - GAP
  const top = (room - (rows * (HEIGHT + GAP) - GAP)) / 2
  return (
    <svg className="cluster-picture" viewBox={`-6 ${-6 - top} ${width + 12} ${room + 12}`} aria-hidden="true">
      {nodes.map((node, index) => {
        const x = (index % ROW) * (WIDTH + GAP)
        const y = Math.floor(index / ROW) * (HEIGHT + GAP)
        return <NodePicture key={node.name} node={node} x={x} y={y} pod={applied && runsOn(node, scenario)} />
      })}
    </svg>
  )
}

function NodePicture({
  node,
  x,
  y,
  pod,
}: {
  readonly node: ScenarioNode
  readonly x: number
  readonly y: number
  readonly pod: boolean
}) {
  const tint = node.controlPlane ? 'cluster-picture__node cluster-picture__node--control' : 'cluster-picture__node'
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={tint} width={WIDTH} height={HEIGHT} rx="4" />
      <rect className="cluster-picture__name" x="4" y="4" width={node.controlPlane ? 18 : 12} height="2.5" rx="1.25" />
      {Object.keys(node.labels ?? {}).length > 0 && (
        <rect className="cluster-picture__label" x="4" y="16" width="10" height="2.5" rx="1.25" />
      )}
      <rect
        className={pod ? 'cluster-picture__pod' : 'cluster-picture__pod cluster-picture__pod--none'}
        x={WIDTH - 13}
        y={HEIGHT - 12}
        width="8"
        height="8"
        rx="2"
      />
    </g>
  )
}

/** A sketch, not the engine's answer: labels that the agent's file asks for, and the control plane's taint. */
function runsOn(node: ScenarioNode, { files }: Scenario): boolean {
  const file = files['agent.yaml'] ?? ''
  const wanted = /nodeSelector:\n\s+(\S+): (\S+)/.exec(file)
  if (wanted && node.labels?.[wanted[1] ?? ''] !== wanted[2]) return false
  return node.controlPlane !== true || file.includes('control-plane')
}
