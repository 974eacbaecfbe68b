import type { Fields } from '../../../base/fields'
import { matchingBlocks } from '../../../base/matching-blocks'
import { type Edit, unifiedHunks } from '../../../base/unified-hunks'
import { toOrderedJson } from '../../../k8s/go-json'
import { internalForm } from '../decoding/internal-form'

/** What is different between two values of a Go struct, as changed lines of the JSON of the server's own types. */
// Models staging/src/k8s.io/apimachinery/pkg/util/diff/diff.go Diff
export function differenceOf(key: string, before: Fields, after: Fields): string {
  return unifiedHunks(editScript(linesOf(key, before), linesOf(key, after))).join('')
}

const linesOf = (key: string, fields: Fields) => toOrderedJson(internalForm(key, fields), 1).split('\n')

function editScript(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  const changeUpTo = (nextI: number, nextJ: number) => {
    for (const line of before.slice(i, nextI)) edits.push({ mark: '-', line })
    for (const line of after.slice(j, nextJ)) edits.push({ mark: '+', line })
  }
  for (const block of matchingBlocks(before, after)) {
    changeUpTo(block.before, block.after)
    i = block.before + block.length
    j = block.after + block.length
    for (const line of before.slice(block.before, i)) edits.push({ mark: ' ', line })
  }
  changeUpTo(before.length, after.length)
  return edits
}
