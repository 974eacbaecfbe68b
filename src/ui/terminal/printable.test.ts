import { expect, it } from 'vitest'
import { printable } from './printable'

it('keeps tabs and line ends, and takes the power from escape sequences', () => {
  expect(printable('a\tb\nc')).toBe('a\tb\r\nc')
  expect(printable('\x1b]0;title\x07')).toBe('^[]0;title^G')
  expect(printable('\x1b[2Jgone')).toBe('^[[2Jgone')
  expect(printable('one\x1b[2J\x1b[Htwo\x1b[2J\x1b[Hthree')).toBe('\x1b[2J\x1b[Hthree')
})
