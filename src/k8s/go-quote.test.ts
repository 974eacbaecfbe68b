import { expect, it } from 'vitest'
import { goQuote, goQuoteCharacter } from './go-quote'

it('texts are quoted so that everything can be seen', () => {
  expect(goQuote('a "b" \\ é 日')).toBe('"a \\"b\\" \\\\ é 日"')
  expect(goQuote('\n\x01\x7f\u00a0\u200b\u3000')).toBe('"\\n\\x01\\x7f\\u00a0\\u200b\\u3000"')
})

it('single characters stand in single quotes', () => {
  expect(["'", '"', '\x01', '\n', 'x'].map(goQuoteCharacter)).toEqual(["'\\''", `'"'`, "'\\x01'", "'\\n'", "'x'"])
})
