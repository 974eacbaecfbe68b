import { expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { PodsOfNode } from './pods-of-node'

const podOf = (uid: string) => ({ metadata: { name: uid, uid } }) as Pod

function podsOf(...uids: string[]): PodsOfNode {
  const pods = new PodsOfNode()
  for (const uid of uids) pods.add(podOf(uid))
  return pods
}
const order = (pods: PodsOfNode) => pods.values().map(({ metadata }) => metadata.uid)

it('puts the last where one left', () => {
  const pods = podsOf('a', 'b', 'c', 'd')
  pods.remove('b')
  expect(order(pods)).toEqual(['a', 'd', 'c'])
  pods.remove('c')
  pods.remove('nobody')
  expect(order(pods)).toEqual(['a', 'd'])
  expect(pods.get('d')?.metadata.name).toBe('d')
})

it('takes a pod that changes out and in again: pods that change one after the other do not keep their order', () => {
  const pods = podsOf('a', 'b', 'c')
  for (const uid of ['a', 'b', 'c', 'nobody']) pods.replace(podOf(uid))
  expect(order(pods)).toEqual(['b', 'a', 'c'])
})
