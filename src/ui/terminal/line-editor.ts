/** A line being typed and where the cursor stands in it (in UTF-16 units, never inside a character). */
export interface Line {
  readonly text: string
  readonly cursor: number
}

export const EMPTY_LINE: Line = { text: '', cursor: 0 }

/** What a key does to the line; keys as the terminal sends them. Undefined: the key is not one of editing. */
export function editLine(line: Line, key: string): Line | undefined {
  const edit = Object.hasOwn(EDITS, key) ? EDITS[key] : undefined
  if (edit) return edit(line)
  return isText(key) ? insert(line, key) : undefined
}

/** Puts text in at the cursor. */
export function insert({ text, cursor }: Line, added: string): Line {
  return { text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length }
}

const EDITS: Readonly<Record<string, (line: Line) => Line>> = {
  '\x7f': removeBefore(left),
  '\b': removeBefore(left),
  '\x1b[3~': removeAfter(right),
  '\x04': removeAfter(right),
  '\x17': removeBefore(wordLeft),
  '\x1b\x7f': removeBefore(wordLeft),
  '\x1bd': removeAfter(wordRight),
  '\x15': removeBefore(() => 0),
  '\x0b': removeAfter(line => line.text.length),
  '\x1b[D': move(left),
  '\x02': move(left),
  '\x1b[C': move(right),
  '\x06': move(right),
  '\x1bb': move(wordLeft),
  '\x1b[1;5D': move(wordLeft),
  '\x1bf': move(wordRight),
  '\x1b[1;5C': move(wordRight),
  '\x1b[H': move(() => 0),
  '\x01': move(() => 0),
  '\x1b[F': move(line => line.text.length),
  '\x05': move(line => line.text.length),
}

type Place = (line: Line) => number

function move(to: Place): (line: Line) => Line {
  return line => ({ text: line.text, cursor: to(line) })
}

function removeBefore(from: Place): (line: Line) => Line {
  return line => {
    const start = from(line)
    return { text: line.text.slice(0, start) + line.text.slice(line.cursor), cursor: start }
  }
}

function removeAfter(to: Place): (line: Line) => Line {
  return line => ({ text: line.text.slice(0, line.cursor) + line.text.slice(to(line)), cursor: line.cursor })
}

function left({ text, cursor }: Line): number {
  const before = [...text.slice(0, cursor)].at(-1)
  return cursor - (before?.length ?? 0)
}

function right({ text, cursor }: Line): number {
  const [after] = text.slice(cursor)
  return cursor + (after?.length ?? 0)
}

function wordLeft({ text, cursor }: Line): number {
  return cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0)
}

function wordRight({ text, cursor }: Line): number {
  return cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/

function isText(key: string): boolean {
  return key !== '' && !CONTROL.test(key)
}
