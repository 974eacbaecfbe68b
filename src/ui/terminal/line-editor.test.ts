import { describe, expect, it } from 'vitest'
import { editLine, type Line } from './line-editor'

/** `kubectl| get` is the text `kubectl get` with the cursor at the bar. */
const line = (picture: string): Line => ({ text: picture.replace('|', ''), cursor: picture.indexOf('|') })
const picture = (edited: Line | undefined) =>
  edited && `${edited.text.slice(0, edited.cursor)}|${edited.text.slice(edited.cursor)}`

describe('editLine', () => {
  it.each([
    ['typing', 'kub|tl', 'ec', 'kubec|tl'],
    ['backspace', 'get| pods', '\x7f', 'ge| pods'],
    ['backspace over a character of two units', 'a😀|', '\x7f', 'a|'],
    ['delete', 'ge|xt', '\x1b[3~', 'ge|t'],
    ['left', 'get|', '\x1b[D', 'ge|t'],
    ['left at the beginning', '|get', '\x1b[D', '|get'],
    ['home', 'kubectl get|', '\x01', '|kubectl get'],
    ['end', '|kubectl', '\x1b[F', 'kubectl|'],
    ['word left', 'kubectl get pods|', '\x1b[1;5D', 'kubectl get |pods'],
    ['word right', 'kubectl| get pods', '\x1bf', 'kubectl get| pods'],
    ['Ctrl-W', 'kubectl get pods |', '\x17', 'kubectl get |'],
    ['Ctrl-U', 'kubectl |get', '\x15', '|get'],
    ['Ctrl-K', 'kubectl |get', '\x0b', 'kubectl |'],
  ])('%s', (_name, before, key, after) => {
    expect(picture(editLine(line(before), key))).toBe(after)
  })

  it('leaves other keys to the terminal', () => {
    expect(editLine(line('get|'), '\x1b[A')).toBeUndefined()
    expect(editLine(line('get|'), '\r')).toBeUndefined()
  })
})
