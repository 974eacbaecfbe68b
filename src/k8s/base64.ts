const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Of the text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = utf8(text)
  let result = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    result += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63)
    result += b === undefined ? '=' : ALPHABET.charAt((bits >> 6) & 63)
    result += c === undefined ? '=' : ALPHABET.charAt(bits & 63)
  }
  return result
}

const REPLACEMENT = 0xfffd

function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? REPLACEMENT
    const code = point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code))
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code))
  }
  return bytes
}

const continuation = (bits: number) => 0x80 | (bits & 0x3f)
