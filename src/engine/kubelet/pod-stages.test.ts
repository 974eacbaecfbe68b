import { describe, expect, it } from 'vitest'
import { nextStage, POD_STAGES } from './pod-stages'
import type { PodSync } from './pod-sync'

describe('the table of stages', () => {
  it('names the upstream code of every row', () => {
    for (const { models } of POD_STAGES) expect(models).toMatch(/^pkg\/kubelet\/\S+\.go /)
  })

  it('begins every kind of sync, and has nothing to do when it is done', () => {
    for (const kind of ['sync', 'terminating', 'terminated'] as const) {
      const rows = POD_STAGES.filter(({ sync }) => sync === kind)
      expect(nextStage({ kind, done: false } as PodSync)).toBe(rows[0])
      expect(nextStage({ kind, done: true } as PodSync)).toBeUndefined()
    }
  })
})
