import { describe, expect, it } from 'vitest'
import { findUntoleratedTaint, parseTaint, taintText, toleratesTaint, withToleration } from './taints'

const dedicated = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }

describe('tolerations', () => {
  it.each([
    [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }, true],
    [{ key: 'dedicated', operator: 'Equal', value: 'cpu' }, false],
    [{ key: 'dedicated', operator: 'Exists' }, true],
    [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ operator: 'Exists' }, true],
    [{ key: 'dedicated', operator: 'Gt', value: '1' }, false],
  ])('%o tolerates dedicated=gpu:NoSchedule: %s', (toleration, verdict) => {
    expect(toleratesTaint(toleration, dedicated)).toBe(verdict)
  })

  it('only taints with the effects asked for are looked at', () => {
    const taints = [{ key: 'soft', effect: 'PreferNoSchedule' }, dedicated, { key: 'out', effect: 'NoExecute' }]
    expect(findUntoleratedTaint(taints, [], ['NoExecute'])?.key).toBe('out')
    expect(findUntoleratedTaint(taints, [], ['NoSchedule', 'NoExecute'])?.key).toBe('dedicated')
    expect(findUntoleratedTaint(taints, [{ operator: 'Exists' }], ['NoSchedule', 'NoExecute'])).toBeUndefined()
  })

  it('a toleration that is there already loses its seconds and keeps its place', () => {
    const limited = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }
    const unlimited = { key: 'a', operator: 'Exists', effect: 'NoExecute' }
    const other = { key: 'b', operator: 'Exists' }
    expect(withToleration([limited, other], unlimited)).toEqual([unlimited, other])
    expect(withToleration([other], unlimited)).toEqual([other, unlimited])
  })

  it('taints are written as kubectl writes them', () => {
    expect(taintText(dedicated)).toBe('dedicated=gpu:NoSchedule')
    expect(taintText({ key: 'x', effect: 'NoExecute' })).toBe('x:NoExecute')
  })
})

describe('the text of a taint', () => {
  it.each(['dedicated=gpu:NoSchedule', 'broken:NoExecute'])('%s is read as it is written', text => {
    const taint = parseTaint(text)
    expect(taint && taintText(taint)).toBe(text)
  })

  it.each(['gpu', 'a=b', 'a=b:Sometimes', '=b:NoSchedule', 'a=b:c:NoSchedule'])('%s is none', text => {
    expect(parseTaint(text)).toBeUndefined()
  })
})
