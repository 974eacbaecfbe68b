import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, wholeLines } from './line-layout'

const red = (text: string) => `\x1b[31m${text}\x1b[0m`
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours take no column
const uncoloured = (text: string) => text.replaceAll(/\x1b\[\d+m/g, '')
const plain = (text: string) => uncoloured(text).replaceAll('\u2060', '')
const rowsOf = (text: string) => plain(text).split('\r\n')

describe('layOut', () => {
  it('breaks prose between words, and leaves room for the space between them', () => {
    const { text, column } = layOut('waiting for the rollout to finish', 14, 0, 'words')
    expect(rowsOf(text)).toEqual(['waiting for ', 'the rollout ', 'to finish'])
    expect(column).toBe(9)
  })

  it('breaks a word that is longer than a row', () => {
    expect(rowsOf(layOut('x aaaaaaaaaaaa b', 5, 0, 'words').text)).toEqual(['x aaa', 'aaaaa', 'aaaa ', 'b'])
  })

  it('keeps the rows of a table and says how wide they are', () => {
    const row = 'agent-x7k2p   1/1     Running   0          10s'
    expect(layOut(`NAME\r\n${row}`, 20, 0, 'words')).toEqual({
      text: `NAME\r\n${row}`,
      column: row.length,
      widest: row.length,
    })
    expect(layOut('Name:         a value of many words', 20, 0, 'words').widest).toBe(0)
  })

  it('breaks what is typed at the border', () => {
    expect(rowsOf(layOut('$ kubectl get   pods   -o wide', 10, 0, 'border').text)).toEqual([
      '$ kubectl ',
      'get   pods',
      '   -o wide',
    ])
  })

  it('goes on behind what stands in the row', () => {
    expect(rowsOf(layOut('two three', 9, 5, 'words').text)).toEqual(['two ', 'three'])
  })

  it('takes no column for colours, and marks the character before them', () => {
    const { text } = layOut(`${red('error:')} ${red('no such thing')}`, 8, 0, 'words')
    expect(rowsOf(text)).toEqual(['error: ', 'no such ', 'thing'])
    expect(text).toContain('error:\x1b[0m \u2060')
  })

  it('loses nothing: whole lines are what was printed', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '\x1b[31m') }), { maxLength: 4 })
    fc.assert(
      fc.property(lines, fc.integer({ min: 2, max: 30 }), fc.constantFrom('words', 'border'), (given, columns, how) => {
        const text = given.join('\r\n')
        // The screen has no codes of colours: what is read from it has none.
        expect(wholeLines(uncoloured(layOut(text, columns, 0, how).text))).toBe(uncoloured(text))
      }),
    )
  })

  it('lets no row of prose be wider than the screen', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 }))
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (given, columns) => {
        const rows = rowsOf(layOut(given.join(' '), columns, 0, 'words').text)
        for (const row of rows) expect(row.length).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
