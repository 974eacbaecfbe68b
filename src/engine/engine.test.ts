import { describe, expect, it } from 'vitest'
import { createTrustingEngine } from './engine'
import { createEngine } from './index'
import type { MachineSpec } from './machines'
import { OBJECT_CHECKS } from './object-checks'

const MACHINES: readonly MachineSpec[] = [
  { name: 'control-plane', controlPlane: true, booted: true },
  { name: 'worker-1', labels: { disktype: 'ssd' }, booted: true },
]
const OPTIONS = { seed: 3, machines: MACHINES }
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Not a name' }, data: {} }

describe('an engine without its checks', () => {
  it('runs the same cluster, to the byte, and is given them later', () => {
    const engines = [createEngine(OPTIONS), createTrustingEngine(OPTIONS)] as const
    for (const engine of engines) engine.runUntil(60_000)
    engines[1].checkWith(OBJECT_CHECKS)
    for (const engine of engines) {
      engine.client('kubectl').delete('nodes', undefined, 'worker-1')
      engine.runUntil(120_000)
    }
    expect(JSON.stringify(engines[1].objects())).toBe(JSON.stringify(engines[0].objects()))
  })

  it('takes nothing from outside before, and judges it after', () => {
    const engine = createTrustingEngine(OPTIONS)
    const create = () => engine.client('kubectl').create('configmaps', configMap, { fieldValidation: 'Strict' })
    expect(create).toThrow('no checks yet')
    engine.checkWith(OBJECT_CHECKS)
    expect(create).toThrow('metadata.name: Invalid value: "Not a name"')
  })
})
