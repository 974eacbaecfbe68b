import { beforeEach, describe, expect, it } from 'vitest'
import { CLEAR_SCREEN } from '../../base/clear-screen'
import { wholeLines } from './line-layout'
import { Sheet } from './sheet'

const TABLE = 'NAME          READY   STATUS    AGE'

describe('Sheet', () => {
  let written: string
  let columns: number
  let sheet: Sheet
  beforeEach(() => {
    written = ''
    columns = 0
    sheet = new Sheet(
      {
        write: text => {
          // What empties the paper comes first.
          written = text.includes('\x1b[3J') ? (text.split('\x1b[H').at(-1) ?? '') : written + text
        },
        setColumns: value => {
          columns = value
        },
      },
      20,
    )
  })

  it('widens the paper for a table and breaks prose for the screen', () => {
    sheet.print(`${TABLE}\r\n`)
    sheet.print('a sentence that is longer than the screen\r\n')
    expect(columns).toBe(TABLE.length)
    expect(wholeLines(written).split('\r\n')).toEqual([TABLE, 'a sentence that is longer than the screen', ''])
    expect(written.split('\r\n')).toHaveLength(5)
  })

  it('lays everything out again for another width, but what was only written', () => {
    sheet.print(`${TABLE}\r\na sentence that is longer than the screen\r\n`)
    sheet.write('$ prompt')
    expect(sheet.resize(20)).toBe(false)
    expect(sheet.resize(60)).toBe(true)
    expect(columns).toBe(60)
    expect(written).toBe(`${TABLE}\r\na sentence that is longer than the screen\r\n`)
  })

  it('forgets what was on an emptied screen', () => {
    sheet.print(`${TABLE}\r\n`)
    sheet.reset()
    expect(columns).toBe(20)
    sheet.print('old\r\n')
    sheet.print(`${CLEAR_SCREEN}new\r\n`)
    sheet.resize(30)
    expect(written).toBe('new\r\n')
  })
})
