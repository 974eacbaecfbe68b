import { describe, expect, it } from 'vitest'
import { formatText } from './jq-formats'

describe('@base64', () => {
  it.each(['', 'a', 'é', '😀 done', 'x'.repeat(100)])('and @base64d give %j back', text => {
    expect(formatText('base64d', formatText('base64', text))).toBe(text)
  })

  it('says what is not base64', () => {
    expect(() => formatText('base64d', 'a!')).toThrow('string ("a!") is not valid base64 data')
  })
})
