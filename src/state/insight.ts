import { create } from 'zustand'
import type { DaemonSetExplanation, NodeExplanation } from '../protocol/protocol'

export interface InsightState {
  /** Of the DaemonSet in focus; undefined when there is none. */
  readonly daemonSet: DaemonSetExplanation | undefined
  /** Of the selected node, for the DaemonSet in focus. */
  readonly node: NodeExplanation | undefined
}

/** What the engine says about the DaemonSet in focus and the selected node. */
export const useInsight = create<InsightState>()(() => ({ daemonSet: undefined, node: undefined }))
