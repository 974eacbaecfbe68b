import { useSelection } from '../../../state/selection'
import { fieldPosition } from '../../manifest/field-position'
import type { monaco } from './monaco'

/** Lights up the lines of the field that is pointed at elsewhere on the page. */
export function followHighlight(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const lit = editor.createDecorationsCollection()
  const show = () => {
    const { highlight, daemonSet } = useSelection.getState()
    const model = editor.getModel()
    const path = highlight?.path
    const name = daemonSet?.split('/').at(-1)
    if (path === undefined || name === undefined || !model || model.getLanguageId() !== 'yaml') {
      lit.clear()
      return
    }
    const found = fieldPosition(model.getValue(), path, { kind: 'DaemonSet', name })
    if (!found) {
      lit.clear()
      return
    }
    lit.set([
      {
        range: { startLineNumber: found.startLine, startColumn: 1, endLineNumber: found.endLine, endColumn: 1 },
        options: { isWholeLine: true, className: 'code-editor__lit', marginClassName: 'code-editor__lit' },
      },
    ])
    editor.revealLineInCenterIfOutsideViewport(found.startLine)
  }
  show()
  return useSelection.subscribe((now, before) => {
    if (now.highlight !== before.highlight) show()
  })
}
