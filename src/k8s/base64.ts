const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Of the text's UTF-8 bytes. */
export const encodeBase64 = (text: string) => encodeBase64Bytes(utf8(text))

export function encodeBase64Bytes(bytes: readonly number[]): string {
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

/** The bytes of a text; halves of characters become the replacement character, as in Go. */
export function utf8(text: string): number[] {
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

/** The text that was encoded; undefined when it is not base64. What is no UTF-8 becomes the sign for that. */
export function decodeBase64(encoded: string): string | undefined {
  let bytes = ''
  let bits = 0
  let count = 0
  for (const character of encoded.replace(/[=\s]+$/, '')) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) return undefined
    bits = ((bits << 6) | digit) & 0xffffff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes += `%${((bits >> count) & 255).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes.replace(/%(..)/g, (_, hex: string) => {
      const code = Number.parseInt(hex, 16)
      return code < 128 ? String.fromCharCode(code) : String.fromCharCode(REPLACEMENT)
    })
  }
}

/** The bytes that a base64 text stands for, as a text with one character a byte. Other characters are passed over. */
export function decodeBase64Bytes(text: string): string {
  let [bits, count, result] = [0, 0, '']
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) continue
    bits = ((bits << 6) | value) & 0xffffff
    count += 6
    if (count < 8) continue
    count -= 8
    result += String.fromCharCode((bits >> count) & 0xff)
  }
  return result
}

/** Where a text stops being base64, as a byte offset; undefined when it does not. */
// Models encoding/base64 decodeQuantum, with padding
export function base64Error(text: string): number | undefined {
  const plain = [...text].flatMap((character, at) =>
    character === '\r' || character === '\n' ? [] : [{ character, at }],
  )
  for (let start = 0; start < plain.length; start += 4) {
    const quantum = plain.slice(start, start + 4)
    const wrong = quantum.findIndex(({ character }) => !ALPHABET.includes(character))
    const found = quantum[wrong]
    if (found === undefined) {
      if (quantum.length < 4) return byteOffset(text, quantum[0]?.at ?? 0)
      continue
    }
    const rest = plain.slice(start + wrong + 1)
    if (found.character !== '=' || wrong < 2) return byteOffset(text, found.at)
    if (wrong === 3) return rest[0] && byteOffset(text, rest[0].at)
    if (rest[0] === undefined) return byteOffset(text, text.length)
    if (rest[0].character !== '=') return byteOffset(text, rest[0].at)
    return rest[1] && byteOffset(text, rest[1].at)
  }
  return undefined
}

const byteOffset = (text: string, at: number) => utf8(text.slice(0, at)).length
