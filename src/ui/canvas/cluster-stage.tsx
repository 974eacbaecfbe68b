import { ReactFlowProvider } from '@xyflow/react'
import { CanvasFactsProvider } from './canvas-context'
import { CanvasTools } from './canvas-tools'
import { ClusterCanvas } from './cluster-canvas'
import { Flights } from './flights'

/** Everything that needs React Flow. A chunk of its own, so that the rest of the page does not wait for it. */
export function ClusterStage() {
  return (
    <ReactFlowProvider>
      <CanvasTools />
      <CanvasFactsProvider>
        <ClusterCanvas />
      </CanvasFactsProvider>
      <Flights />
    </ReactFlowProvider>
  )
}
