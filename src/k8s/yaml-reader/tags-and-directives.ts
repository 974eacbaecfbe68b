import { type Mark, scannerProblem, type YamlText } from './yaml-text'
import type { Token } from './yaml-token'

/** `&name` and `*name`. */
// Models go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_anchor
export function scanAnchor(text: YamlText, kind: 'anchor' | 'alias'): Token {
  const start = text.mark()
  text.skip()
  let value = ''
  while (text.isWordCharacter()) value += text.read()
  if (value === '' || !(text.isBlankOrEnd() || '?:,]}%@`'.includes(text.peek()))) {
    throw scannerProblem('did not find expected alphabetic or numeric character', text.mark(), start)
  }
  return { kind, start, value }
}

/** `!`, `!name`, `!!name`, `!handle!name` or `!<name>`. */
// Models yaml_parser_scan_tag
export function scanTag(text: YamlText): Token {
  const start = text.mark()
  let handle = ''
  let suffix: string
  if (text.peek(1) === '<') {
    text.skip(2)
    suffix = scanUri(text, '', start)
    if (text.peek() !== '>') throw scannerProblem("did not find the expected '>'", text.mark(), start)
    text.skip()
  } else {
    handle = scanHandle(text, false, start)
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanUri(text, '', start)
    else {
      suffix = scanUri(text, handle, start)
      ;[handle, suffix] = suffix === '' ? ['', '!'] : ['!', suffix]
    }
  }
  if (!text.isBlankOrEnd()) throw scannerProblem('did not find expected whitespace or line break', text.mark(), start)
  return { kind: 'tag', start, value: handle, suffix }
}

function scanHandle(text: YamlText, isDirective: boolean, start: Mark): string {
  if (text.peek() !== '!') throw scannerProblem("did not find expected '!'", text.mark(), start)
  let handle = text.read()
  while (text.isWordCharacter()) handle += text.read()
  if (text.peek() === '!') return handle + text.read()
  if (isDirective && handle !== '!') throw scannerProblem("did not find expected '!'", text.mark(), start)
  return handle
}

/** `head`: the handle, if what was taken for one was the start of the name. */
function scanUri(text: YamlText, head: string, start: Mark): string {
  let uri = head.slice(1)
  let hasAny = head !== ''
  while (text.isWordCharacter() || (text.peek() !== '' && ";/?:@&=+$,.!~*'()[]%".includes(text.peek()))) {
    uri += text.peek() === '%' ? scanUriEscapes(text, start) : text.read()
    hasAny = true
  }
  if (!hasAny) throw scannerProblem('did not find expected tag URI', text.mark(), start)
  return uri
}

/** The bytes of one character. */
function scanUriEscapes(text: YamlText, start: Mark): string {
  let escaped = ''
  let left = 1
  for (let first = true; left > 0; left--) {
    const code = `${text.peek(1)}${text.peek(2)}`
    if (text.peek() !== '%' || !/^[0-9a-fA-F]{2}$/.test(code)) {
      throw scannerProblem('did not find URI escaped octet', text.mark(), start)
    }
    const octet = Number.parseInt(code, 16)
    if (first) {
      left = octet < 0x80 ? 1 : octet >= 0xf0 && octet < 0xf8 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc0 ? 2 : 0
      if (left === 0) throw scannerProblem('found an incorrect leading UTF-8 octet', text.mark(), start)
      first = false
    } else if ((octet & 0xc0) !== 0x80) {
      throw scannerProblem('found an incorrect trailing UTF-8 octet', text.mark(), start)
    }
    escaped += `%${code}`
    text.skip(3)
  }
  return escaped
}

/** `%YAML 1.1` and `%TAG !handle! prefix`. */
// Models yaml_parser_scan_directive
export function scanDirective(text: YamlText): Token {
  const start = text.mark()
  text.skip()
  const name = scanName(text, start)
  if (name !== 'YAML' && name !== 'TAG') throw scannerProblem('found unknown directive name', text.mark(), start)
  text.skipBlanks()
  const token = name === 'YAML' ? scanVersion(text, start) : scanTagPrefix(text, start)
  text.skipBlanks()
  text.skipComment()
  if (!text.isBreakOrEnd()) throw scannerProblem('did not find expected comment or line break', text.mark(), start)
  if (text.isBreak()) text.readBreak()
  return token
}

function scanName(text: YamlText, start: Mark): string {
  let name = ''
  while (text.isWordCharacter()) name += text.read()
  if (name === '') throw scannerProblem('could not find expected directive name', text.mark(), start)
  if (!text.isBlankOrEnd()) throw scannerProblem('found unexpected non-alphabetical character', text.mark(), start)
  return name
}

function scanVersion(text: YamlText, start: Mark): Token {
  const major = scanNumber(text, start)
  if (text.peek() !== '.') throw scannerProblem("did not find expected digit or '.' character", text.mark(), start)
  text.skip()
  return { kind: 'version-directive', start, value: `${major}.${scanNumber(text, start)}` }
}

function scanNumber(text: YamlText, start: Mark): number {
  let digits = ''
  while (/^\d$/.test(text.peek())) {
    if (digits.length === 2) throw scannerProblem('found extremely long version number', text.mark(), start)
    digits += text.read()
  }
  if (digits === '') throw scannerProblem('did not find expected version number', text.mark(), start)
  return Number(digits)
}

function scanTagPrefix(text: YamlText, start: Mark): Token {
  const value = scanHandle(text, true, start)
  if (!text.isBlank()) throw scannerProblem('did not find expected whitespace', text.mark(), start)
  text.skipBlanks()
  const suffix = scanUri(text, '', start)
  if (!text.isBlankOrEnd()) throw scannerProblem('did not find expected whitespace or line break', text.mark(), start)
  return { kind: 'tag-directive', start, value, suffix }
}
