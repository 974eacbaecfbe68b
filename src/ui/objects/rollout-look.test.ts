import { describe, expect, it } from 'vitest'
import type { DaemonSetExplanation } from '../../protocol/protocol'
import { rolloutLook } from './rollout-look'

type State = DaemonSetExplanation['rollout']['state']

function look(state: State, updated: number, available: number, desired = 3) {
  const counts = { desired, current: desired, ready: available, upToDate: updated, available, misscheduled: 0 }
  const rollout = {
    strategy: 'RollingUpdate',
    state,
    maxUnavailable: 1,
    maxSurge: 0,
    usedBy: [],
    updated,
    desired,
  } as const
  return rolloutLook({ rollout, now: counts })
}

describe('rolloutLook', () => {
  it('is covered only when the new Pods are available', () => {
    expect(look('complete', 3, 1)).toBe('waiting')
    expect(look('complete', 3, 3)).toBe('covered')
  })

  it('is covered although a Pod that nobody desires any more cannot end', () => {
    expect(look('stuck', 3, 3)).toBe('covered')
    expect(look('stuck', 3, 2)).toBe('unavailable')
    expect(look('stuck', 1, 2)).toBe('stuck')
  })

  it('says what the controller says while old Pods are left', () => {
    expect(look('progressing', 1, 2)).toBe('progressing')
    expect(look('waiting-for-deletes', 1, 3)).toBe('waiting-for-deletes')
    expect(look('idle', 0, 0, 0)).toBe('idle')
  })
})
