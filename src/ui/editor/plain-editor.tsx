import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { typeInFile, useFiles } from '../../state/files'
import { leave } from './hand-over'

/** Lines beyond these get no number: the plain editor is there for seconds only. */
const NUMBERED_LINES = 2000

/** The text, readable and editable at once, in the same place and type as in Monaco, which comes later. */
export function PlainEditor({ file }: { readonly file: string }) {
  const { t } = useTranslation('editor')
  const text = useFiles(state => state.files[file] ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)

  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    return () => {
      const { selectionStart, selectionEnd, scrollTop } = element
      leave({ file, selectionStart, selectionEnd, scrollTop, focused: document.activeElement === element })
    }
  }, [file])

  const lines = Math.min(NUMBERED_LINES, text.split('\n').length)
  return (
    <div className="plain-editor">
      <pre className="plain-editor__numbers" aria-hidden="true" ref={numbers}>
        {Array.from({ length: lines }, (_, line) => line + 1).join('\n')}
      </pre>
      <textarea
        ref={area}
        className="plain-editor__text"
        aria-label={t('textOf', { file })}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onChange={event => typeInFile(file, event.target.value)}
        onScroll={event => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}
