import { expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import { beforeHistory } from './before-history'

const object = (kind: string, name: string, resourceVersion = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, uid: name, resourceVersion, creationTimestamp: '' },
})
const change = (time: number, part: Partial<ChangeSet>): ChangeSet => ({
  sequence: time,
  time,
  by: 'test',
  added: [],
  updated: [],
  removed: [],
  ...part,
})

it('takes back every change: what came later is not there, what went is, what changed is as it was', () => {
  const [node, old, later, gone] = [object('Node', 'n'), object('Pod', 'a'), object('Pod', 'b'), object('Pod', 'c')]
  const now = object('Pod', 'a', '7')
  const kinds = {
    Node: new Map([['n', node]]),
    Pod: new Map([
      ['a', now],
      ['b', later],
    ]),
  }
  const history = [
    change(50, { removed: [gone] }),
    change(60, { updated: [[old, now]] }),
    change(70, { added: [later] }),
  ]
  const before = beforeHistory(kinds, history)
  expect(before?.time).toBe(50)
  expect(before?.added).toEqual([node, old, gone])
})

it('is nothing where nothing was, and while nothing has happened', () => {
  expect(beforeHistory({ Pod: new Map([['a', object('Pod', 'a')]]) }, [])).toBeUndefined()
  const born = object('Pod', 'a')
  expect(beforeHistory({ Pod: new Map([['a', born]]) }, [change(5, { added: [born] })])).toBeUndefined()
})
