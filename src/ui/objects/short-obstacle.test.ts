import { expect, it } from 'vitest'
import { shortObstacle } from './short-obstacle'

it('leaves out of a taint and a label what everyone knows', () => {
  const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' } as const
  expect(shortObstacle({ subject: 'taint node-role.kubernetes.io/control-plane:NoSchedule', taint })).toBe(
    'taint control-plane:NoSchedule',
  )
  expect(shortObstacle({ subject: 'nodeSelector topology.kubernetes.io/zone=zone-a' })).toBe('nodeSelector zone=zone-a')
  expect(shortObstacle({ subject: 'nodeSelector disktype=ssd' })).toBe('nodeSelector disktype=ssd')
})
