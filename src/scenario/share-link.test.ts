import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '../base/base64url'
import { fnv1a } from '../base/fnv'
import { KUBERNETES_VERSIONS } from '../engine/version-behaviour'
import type { Scenario } from './scenario'
import { isFileName } from './scenario-limits'
import { decodeScenario, encodeScenario } from './share-link'

const scenario: Scenario = {
  format: 1,
  title: 'Two workers',
  version: '1.36',
  seed: 7,
  nodes: [
    { name: 'control-plane', controlPlane: true },
    { name: 'worker-1', labels: { disktype: 'ssd' }, taints: ['a=b:NoExecute'] },
  ],
  files: { 'ds.yaml': 'kind: DaemonSet\n' },
  log: [{ at: 10, line: 'kubectl apply -f ds.yaml', files: { 'old.yaml': null } }],
  time: 5000,
}

describe('share links', () => {
  it('bring a scenario back as it was', () => {
    expect(decodeScenario(encodeScenario(scenario))).toMatchObject({ ok: true, value: scenario })
  })

  it('bring the version of Kubernetes back', () => {
    for (const version of KUBERNETES_VERSIONS) {
      expect(decodeScenario(encodeScenario({ ...scenario, version }))).toMatchObject({ ok: true, value: { version } })
    }
    const unknown = { ...scenario, version: '1.99' } as unknown as Scenario
    expect(decodeScenario(encodeScenario(unknown))).toEqual({
      ok: false,
      error: 'Kubernetes version "1.99" is not one that this playground has.',
    })
  })

  it('bring any files and lines back', () => {
    const entry = fc.record({ at: fc.constant(1), line: fc.string() })
    const names = fc.string({ minLength: 1, maxLength: 20 }).filter(isFileName)
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), fc.array(entry), (files, log) => {
        const decoded = decodeScenario(encodeScenario({ ...scenario, files, log }))
        expect(decoded).toMatchObject({ ok: true })
        if (decoded.ok) expect({ files: decoded.value.files, log: decoded.value.log }).toEqual({ files, log })
      }),
    )
  })

  it('say so when they were cut off or changed', () => {
    const code = encodeScenario(scenario)
    for (const length of [0, 1, 2, 5, 20, code.length - 1])
      expect(decodeScenario(code.slice(0, length))).toMatchObject({ ok: false })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: code.length - 2 }),
        fc.constantFrom('A', 'z', '_', '!'),
        (at, character) => {
          fc.pre(code[at] !== character)
          expect(decodeScenario(code.slice(0, at) + character + code.slice(at + 1))).toMatchObject({ ok: false })
        },
      ),
    )
  })

  it('say so when they come from a newer version', () => {
    expect(decodeScenario(`b${encodeScenario(scenario).slice(1)}`)).toMatchObject({
      ok: false,
      error: expect.stringContaining('newer version'),
    })
    const newer = encodeScenario({ ...scenario, format: 2 as 1 })
    expect(decodeScenario(newer)).toMatchObject({ ok: false, error: expect.stringContaining('newer version') })
  })

  it('that unpack without end are not unpacked', () => {
    const bomb = deflateSync(new Uint8Array(60_000_000), { level: 9 })
    const checked = new Uint8Array(bomb.length + 4)
    new DataView(checked.buffer).setUint32(0, fnv1a(bomb) >>> 0)
    checked.set(bomb, 4)
    expect(decodeScenario(`a${toBase64Url(checked)}`)).toMatchObject({
      ok: false,
      error: expect.stringContaining('16 MB'),
    })
  })

  it('carry no scenario that asks for too much', () => {
    const nodes = Array.from({ length: 5001 }, (_, i) => ({ name: `n${i}` }))
    expect(decodeScenario(encodeScenario({ ...scenario, nodes }))).toMatchObject({
      ok: false,
      error: expect.stringContaining('at most 5000'),
    })
    expect(decodeScenario(encodeScenario({ ...scenario, time: 1e15 }))).toMatchObject({ ok: false })
    expect(decodeScenario(encodeScenario({ ...scenario, nodes: [{ name: '<img>' }] }))).toMatchObject({ ok: false })
  })

  it('of any garbage are refused without a crash', () => {
    fc.assert(fc.property(fc.string(), text => !decodeScenario(text).ok))
    fc.assert(fc.property(fc.uint8Array(), bytes => !decodeScenario(`a${toBase64Url(bytes)}`).ok))
  })
})
