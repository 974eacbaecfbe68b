import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { monaco } from './monaco'
import { DIFF_OPTIONS } from './options'

/** Two texts side by side; one below the other where there is no room. */
export default function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  const { t } = useTranslation('editor')
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!container.current) return
    const editor = monaco.editor.createDiffEditor(container.current, {
      ...DIFF_OPTIONS,
      originalAriaLabel: t('diffBefore'),
      modifiedAriaLabel: t('diffAfter'),
    })
    const original = monaco.editor.createModel(before, 'yaml', monaco.Uri.parse('diff://live/object.txt'))
    const modified = monaco.editor.createModel(after, 'yaml', monaco.Uri.parse('diff://after/object.txt'))
    // The editor would not let go of one that it makes itself, and a comparison under way would end in an error.
    const compared = editor.createViewModel({ original, modified })
    editor.setModel(compared)
    return () => {
      editor.dispose()
      compared.dispose()
      original.dispose()
      modified.dispose()
    }
  }, [before, after, t])
  return <div ref={container} className="diff-view" />
}
