import { useEffect, useRef } from 'react'
import { monaco } from './monaco'
import { EDITOR_OPTIONS } from './options'

interface TextEditorProps {
  readonly name: string
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
  /** Ctrl-S. */
  readonly onSave: (text: string) => void
}

/** Monaco on a text that is no file of the page; the schema helps here too. `text` is where it begins. */
export default function TextEditor({ name, label, text, onChange, onSave }: TextEditorProps) {
  const container = useRef<HTMLDivElement>(null)
  const begin = useRef({ name, label, text })
  const told = useRef({ onChange, onSave })
  told.current = { onChange, onSave }
  useEffect(() => {
    if (!container.current) return
    const { name, label, text } = begin.current
    const language = name.endsWith('.json') ? 'plaintext' : 'yaml'
    const model = monaco.editor.createModel(text, language, monaco.Uri.from({ scheme: 'edited', path: `/${name}` }))
    const editor = monaco.editor.create(container.current, { ...EDITOR_OPTIONS, model, ariaLabel: label })
    model.onDidChangeContent(() => told.current.onChange(model.getValue()))
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => told.current.onSave(model.getValue()))
    editor.focus()
    return () => {
      editor.dispose()
      model.dispose()
    }
  }, [])
  return <div ref={container} className="edit-window__text" data-testid="edited-text" />
}
