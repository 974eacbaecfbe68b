import { expect, it } from 'vitest'
import { CommandHistory } from './command-history'

it('walks up and down and gives back what was being typed', () => {
  const history = new CommandHistory(['one', 'two'])
  expect(history.older('thr')).toBe('two')
  expect(history.older('two')).toBe('one')
  expect(history.older('one')).toBeUndefined()
  expect(history.newer()).toBe('two')
  expect(history.newer()).toBe('thr')
  expect(history.newer()).toBeUndefined()
})

it('keeps a line once when it is given twice, and starts again at the newest', () => {
  const history = new CommandHistory(['one'])
  history.older('')
  history.add('two')
  history.add('two')
  history.add('  ')
  expect(history.older('')).toBe('two')
  expect(history.older('')).toBe('one')
})
