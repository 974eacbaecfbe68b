import { expect, it } from 'vitest'
import { endOfName, farName } from './short-name'

it('keeps the end of a long name, where names differ', () => {
  expect(endOfName('worker-1')).toBe('worker-1')
  expect(endOfName('control-plane')).toBe('…rol-plane')
})

it('tells nodes apart by the last part of their host name', () => {
  expect(farName('node-199')).toBe('199')
  expect(farName('gke-pool-a-1b2c-x7f2.europe.example')).toBe('x7f2')
  expect(farName('alpha')).toBe('alpha')
  expect(farName('edge-')).toBe('edge-')
})
