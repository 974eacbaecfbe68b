import { describe, expect, it } from 'vitest'
import { addNodeLine, machineActions, taintLine, untaintLine } from './node-actions'

describe('addNodeLine', () => {
  it('takes the first free name', () => {
    expect(addNodeLine('worker', new Set(['worker-1', 'worker-3'])).name).toBe('worker-2')
  })
  it('counts an unnumbered control plane as the first', () => {
    expect(addNodeLine('controlPlane', new Set(['control-plane'])).line).toBe(
      'lab node add control-plane-2 --control-plane',
    )
  })
  it('joins the kind’s label and the group’s', () => {
    expect(addNodeLine('ssd', new Set(), 'zone=b').line).toBe('lab node add worker-1 --labels disktype=ssd,zone=b')
  })
})

describe('machineActions', () => {
  it('offers the way back', () => {
    const machine = { name: 'w', powered: false, kubelet: 'stopped', pressures: ['disk'], held: false } as const
    expect(machineActions('w', machine).map(action => action.command)).toEqual([
      'lab kubelet start w',
      'lab node power-on w',
      'lab node set w --disk-pressure=false',
      'lab node set w --memory-pressure',
    ])
  })
})

it('removes a taint by key and effect, without its value', () => {
  const taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
  expect(taintLine('w', taint, false)).toBe('kubectl taint node w dedicated=gpu:NoSchedule')
  expect(untaintLine('w', taint)).toBe('kubectl taint node w dedicated:NoSchedule-')
})
