const CONTEXT = 3

/** One line of an edit script. */
export interface Edit {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

/** The changed places with three lines around each, as `diff -u` prints them; places that touch are one. */
export function unifiedHunks(edits: readonly Edit[]): string[] {
  const changes = edits.flatMap(({ mark }, index) => (mark === ' ' ? [] : [index]))
  const hunks: string[] = []
  for (let k = 0; k < changes.length; ) {
    const first = changes[k] ?? 0
    let last = first
    while (k < changes.length && (changes[k] ?? 0) - last <= CONTEXT * 2 + 1) {
      last = changes[k] ?? last
      k += 1
    }
    hunks.push(hunk(edits, Math.max(0, first - CONTEXT), Math.min(edits.length, last + CONTEXT + 1)))
  }
  return hunks
}

function hunk(edits: readonly Edit[], from: number, to: number): string {
  const count = (part: readonly Edit[], mark: string) =>
    part.filter(edit => edit.mark === ' ' || edit.mark === mark).length
  const [head, body] = [edits.slice(0, from), edits.slice(from, to)]
  const range = (mark: string) => {
    const length = count(body, mark)
    const start = count(head, mark) + (length === 0 ? 0 : 1)
    return length === 1 ? String(start) : `${start},${length}`
  }
  return `@@ -${range('-')} +${range('+')} @@\n${body.map(({ mark, line }) => `${mark}${line}\n`).join('')}`
}
