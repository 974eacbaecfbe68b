const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gy
const SPACE = /\s*/y

/** The paths of keys that an object of the text has more than once, each path once: `spec.containers[0].name`. The text is valid JSON. */
// Models sigs.k8s.io/json UnmarshalStrict
export function duplicateFields(text: string): readonly string[] {
  const reader = new DuplicateReader(text)
  reader.value('')
  return [...reader.found]
}

class DuplicateReader {
  readonly found = new Set<string>()
  private at = 0

  constructor(private readonly text: string) {}

  value(path: string): void {
    const token = this.next()
    if (token === '{') this.object(path)
    else if (token === '[') this.list(path)
  }

  private object(path: string): void {
    const seen = new Set<string>()
    let token = this.next()
    while (token !== '}' && token !== '') {
      const key = JSON.parse(token) as string
      const place = path === '' ? key : `${path}.${key}`
      if (seen.has(key)) this.found.add(place)
      seen.add(key)
      this.next()
      this.value(place)
      if (this.next() !== ',') return
      token = this.next()
    }
  }

  private list(path: string): void {
    if (this.peek() === ']') {
      this.next()
      return
    }
    let index = 0
    do this.value(`${path}[${index++}]`)
    while (this.next() === ',')
  }

  private peek(): string {
    const before = this.at
    const token = this.next()
    this.at = before
    return token
  }

  private next(): string {
    SPACE.lastIndex = this.at
    SPACE.exec(this.text)
    TOKEN.lastIndex = SPACE.lastIndex
    const [token = ''] = TOKEN.exec(this.text) ?? []
    this.at = SPACE.lastIndex + token.length
    return token
  }
}
