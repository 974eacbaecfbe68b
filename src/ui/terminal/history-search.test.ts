import { expect, it } from 'vitest'
import { HistorySearch } from './history-search'

const LINES = ['kubectl get ds', 'kubectl get pods', 'lab node list', 'kubectl get ds -o wide']

function typed(...keys: string[]) {
  const search = new HistorySearch(LINES)
  for (const key of keys) search.type(key)
  return search.found
}

it('finds the newest line with the text, and older ones with each Ctrl-R', () => {
  expect(typed('t', ' ', 'd', 's')).toBe('kubectl get ds -o wide')
  expect(typed('t', ' ', 'd', 's', '\x12')).toBe('kubectl get ds')
  expect(typed('t', ' ', 'd', 's', '\x12', '\x12')).toBe('kubectl get ds')
  expect(typed('n', 'o', 's', '\x7f')).toBe('lab node list')
  expect(typed('x', 'y')).toBeUndefined()
})

it('ends with any other key', () => {
  const search = new HistorySearch(LINES)
  expect(search.type('\r')).toBe(false)
  expect(search.type('\x1b[A')).toBe(false)
})
