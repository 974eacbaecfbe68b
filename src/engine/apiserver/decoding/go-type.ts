/** A Go type as far as reading JSON needs it. `name` is how Go prints it. */
export type GoType =
  | { readonly kind: 'list'; readonly name: string; readonly element: GoType }
  | { readonly kind: 'map'; readonly name: string; readonly element: GoType }
  | { readonly kind: 'struct'; readonly name: string; readonly key: string }
  | { readonly kind: 'int'; readonly name: string; readonly bits: 32 | 64 }
  | { readonly kind: 'string' | 'bool' | 'float'; readonly name: string }
  | { readonly kind: 'quantity' | 'intOrString' | 'time' | 'microTime' | 'bytes' | 'any'; readonly name: string }

const parsed = new Map<string, GoType>()

/** Reads a type of the generated table: `[]v1.Container`, `map[string]string`, `v1.DNSPolicy=string`, `!quantity`. */
export function parseGoType(text: string): GoType {
  let type = parsed.get(text)
  if (type === undefined) {
    type = readType(text)
    parsed.set(text, type)
  }
  return type
}

function readType(text: string): GoType {
  if (text.startsWith('[]')) {
    const element = parseGoType(text.slice(2))
    return { kind: 'list', name: `[]${element.name}`, element }
  }
  if (text.startsWith('map[')) {
    const end = text.indexOf(']')
    const element = parseGoType(text.slice(end + 1))
    return { kind: 'map', name: `${text.slice(0, end + 1)}${element.name}`, element }
  }
  if (text.startsWith('!')) return readSpecial(text.slice(1))
  const equals = text.indexOf('=')
  if (equals >= 0) return { ...parseGoType(text.slice(equals + 1)), name: text.slice(0, equals) }
  return readPlain(text)
}

function readSpecial(text: string): GoType {
  switch (text) {
    case 'quantity':
    case 'intOrString':
    case 'time':
    case 'microTime':
      return { kind: text, name: text === 'intOrString' ? 'int32' : 'string' }
    case 'bytes':
      return { kind: 'bytes', name: '[]uint8' }
    default:
      return { kind: 'any', name: text }
  }
}

function readPlain(text: string): GoType {
  switch (text) {
    case 'string':
    case 'bool':
      return { kind: text, name: text }
    case 'int32':
    case 'uint32':
      return { kind: 'int', name: text, bits: 32 }
    case 'int':
    case 'int64':
    case 'uint64':
      return { kind: 'int', name: text, bits: 64 }
    case 'float64':
      return { kind: 'float', name: text }
    default:
      return { kind: 'struct', name: text.slice(text.lastIndexOf('/') + 1), key: text }
  }
}
