import type { NodeExplanation } from '../../protocol/protocol'

/** The answer to "does it run here?" in one of these words; texts are in i18n `inspector.node.sentence`. */
export type NodeSentence = 'runs' | 'comes' | 'stays' | 'leaves' | 'absent' | 'absentMayStay'

/** What is true of the node for the DaemonSet, and how good it is. */
export function nodeSentence(explanation: NodeExplanation): {
  readonly code: NodeSentence
  readonly tone: 'ok' | 'wait' | 'plain'
} {
  const { shouldRun, shouldContinueRunning, pods } = explanation
  const there = pods.length > 0
  if (shouldRun) return there ? { code: 'runs', tone: 'ok' } : { code: 'comes', tone: 'wait' }
  if (there) return shouldContinueRunning ? { code: 'stays', tone: 'wait' } : { code: 'leaves', tone: 'wait' }
  return { code: shouldContinueRunning ? 'absentMayStay' : 'absent', tone: 'plain' }
}
