/** What stands behind the `?` of a path. */
export interface Query {
  has(name: string): boolean
  getAll(name: string): readonly string[]
}

/** Reads `a=b&c`, with what is escaped in it. */
export function parseQuery(text: string): Query {
  const pairs = text.split('&').map(part => {
    const [name = '', value = ''] = part.split('=', 2)
    return [unescaped(name), unescaped(value)] as const
  })
  return {
    has: name => pairs.some(([own]) => own === name),
    getAll: name => pairs.filter(([own]) => own === name).map(([, value]) => value),
  }
}

function unescaped(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
