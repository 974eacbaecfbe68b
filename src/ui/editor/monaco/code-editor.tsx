import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditorGoal, useEditorGoal } from '../../../state/editor-goal'
import { useFiles } from '../../../state/files'
import { takeOver } from '../hand-over'
import { followHighlight } from './highlight'
import { followMarkers } from './markers'
import { modelOf, syncModels } from './models'
import { monaco } from './monaco'
import { EDITOR_OPTIONS } from './options'

/** Monaco on the open file. One model a file, so that each keeps its own undo history and scroll place. */
export default function CodeEditor({ file }: { readonly file: string }) {
  const { t } = useTranslation('editor')
  const container = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const label = t('textOf', { file })

  useEffect(() => {
    if (!container.current) return
    const made = monaco.editor.create(container.current, { ...EDITOR_OPTIONS, model: null })
    editor.current = made
    const stops = [syncModels(), followMarkers(), followHighlight(made), followGoals(made)]
    return () => {
      for (const stop of stops) stop()
      made.dispose()
      editor.current = null
    }
  }, [])

  useEffect(() => {
    const current = editor.current
    if (!current) return
    const model = modelOf(file)
    const states = viewStates.get(current) ?? new Map<string, monaco.editor.ICodeEditorViewState | null>()
    viewStates.set(current, states)
    current.setModel(model)
    const state = states.get(file)
    if (state) current.restoreViewState(state)
    takeUp(current, file)
    return () => {
      states.set(file, current.saveViewState())
    }
  }, [file])

  useEffect(() => {
    editor.current?.updateOptions({ ariaLabel: label })
  }, [label])

  return <div ref={container} className="code-editor" data-testid="code-editor" />
}

const viewStates = new WeakMap<object, Map<string, monaco.editor.ICodeEditorViewState | null>>()

/** Goes on where the person was in the plain editor. */
function takeUp(editor: monaco.editor.IStandaloneCodeEditor, file: string): void {
  const before = takeOver()
  const model = editor.getModel()
  if (!before || !model || before.file !== file) return
  const start = model.getPositionAt(before.selectionStart)
  const end = model.getPositionAt(before.selectionEnd)
  editor.setSelection(monaco.Selection.fromPositions(start, end))
  editor.setScrollTop(before.scrollTop)
  if (before.focused) editor.focus()
}

/** Shows the place that a problem or a link names. */
function followGoals(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const show = (goal: EditorGoal | undefined) => {
    if (!goal) return
    // The file may have been opened in the same moment: its model is set after this.
    setTimeout(() => {
      if (useFiles.getState().open !== goal.file) return
      editor.setPosition({ lineNumber: goal.line, column: goal.column })
      editor.revealLineInCenterIfOutsideViewport(goal.line)
      editor.focus()
    })
  }
  return useEditorGoal.subscribe((now, before) => {
    if (now.goal !== before.goal) show(now.goal)
  })
}
