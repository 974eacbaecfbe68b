import { type Edit, unifiedHunks } from '../../base/unified-hunks'

const STAMP = '2026-01-01 00:00:00.000000000 +0000'

/** When a file was changed that is not there. */
const NEVER = '1970-01-01 00:00:00.000000000 +0000'

/** What `diff -u` prints for two texts; '' when they are equal. `isGone`: the second file is not there. */
export function unifiedDiff(
  beforeName: string,
  afterName: string,
  before: string,
  after: string,
  isGone = false,
): string {
  const edits = editScript(lines(before), lines(after))
  const hunks = unifiedHunks(edits)
  if (hunks.length === 0) return ''
  return `--- ${beforeName}\t${STAMP}\n+++ ${afterName}\t${isGone ? NEVER : STAMP}\n${hunks.join('')}`
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
