const CONTEXT = 3
const STAMP = '2026-01-01 00:00:00.000000000 +0000'

/** One line of an edit script. */
interface Edit {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

/** What `diff -u` prints for two texts; '' when they are equal. */
export function unifiedDiff(beforeName: string, afterName: string, before: string, after: string): string {
  const edits = editScript(lines(before), lines(after))
  const hunks = hunksOf(edits)
  if (hunks.length === 0) return ''
  return `--- ${beforeName}\t${STAMP}\n+++ ${afterName}\t${STAMP}\n${hunks.join('')}`
}

const lines = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** The shortest way from one list of lines to the other, deletions first. */
function editScript(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0)
    }
  }
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [left, right] = [before[i], after[j]]
    if (left !== undefined && left === right) {
      edits.push({ mark: ' ', line: left })
      i += 1
      j += 1
    } else if (
      left !== undefined &&
      (right === undefined || (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      edits.push({ mark: '-', line: left })
      i += 1
    } else {
      edits.push({ mark: '+', line: right ?? '' })
      j += 1
    }
  }
  return edits
}

function hunksOf(edits: readonly Edit[]): string[] {
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
