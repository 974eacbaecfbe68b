import { expect, it } from 'vitest'
import { nodeSentence } from './node-sentence'

it.each([
  [true, true, 1, 'runs'],
  [true, true, 0, 'comes'],
  [false, true, 1, 'stays'],
  [false, false, 1, 'leaves'],
  [false, true, 0, 'absentMayStay'],
  [false, false, 0, 'absent'],
])('should run %s, may stay %s, %d Pods: %s', (shouldRun, shouldContinueRunning, count, code) => {
  const pods = Array.from({ length: count }, (_, index) => `agent-${index}`)
  const explanation = { node: 'worker-1', shouldRun, shouldContinueRunning, pods, rules: [] }
  expect(nodeSentence(explanation).code).toBe(code)
})
