import { type ComponentType, type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openFile, useFiles } from '../../state/files'
import { tell } from '../../state/notices'
import { part, usable, whenIdle } from '../../state/parts'
import { Button, EmptyState, later, PassingBoundary, TabPanel, Tabs } from '../kit'
import { applyCommand, applyFile } from './apply'
import { isRich, sizeOf } from './editor-limits'
import { FileTabs } from './file-tabs'
import { PlainEditor } from './plain-editor'
import { ProblemList } from './problem-list'
import './editor.css'

const DiffDialog = later(async () => (await import('./diff-dialog')).DiffDialog)
const NewFileDialog = later(async () => (await import('./file-dialogs')).NewFileDialog)

/** Files as tabs, the editor, Apply and Diff. */
export function EditorPanel() {
  const { t } = useTranslation('editor')
  const open = useFiles(state => state.open)
  const [diffing, setDiffing] = useState(false)
  const [making, setMaking] = useState(false)

  const apply = () => {
    if (open !== '') void applyFile(open)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    apply()
  }

  return (
    <div className="editor-panel" onKeyDownCapture={onKeyDown}>
      <Tabs value={open} onValueChange={openFile}>
        <FileTabs
          onNew={() => setMaking(true)}
          actions={
            <>
              <Button variant="quiet" disabled={open === ''} onClick={() => setDiffing(true)} title={t('diffTitle')}>
                {t('diff')}
              </Button>
              <Button
                variant="primary"
                disabled={open === ''}
                onClick={apply}
                command={open === '' ? undefined : applyCommand(open)}
                shortcut={t('applyKeys')}
              >
                {t('apply')}
              </Button>
            </>
          }
        />
        {open === '' ? (
          <EmptyState title={t('noFileTitle')} action={<Button onClick={() => setMaking(true)}>{t('newFile')}</Button>}>
            {t('noFileText')}
          </EmptyState>
        ) : (
          <TabPanel value={open} className="editor-panel__file" tabIndex={-1}>
            <SizeNote file={open} />
            <FileEditor file={open} />
            <ProblemList file={open} />
          </TabPanel>
        )}
      </Tabs>
      <PassingBoundary
        onFail={() => {
          setDiffing(false)
          setMaking(false)
        }}
      >
        {diffing && <DiffDialog file={open} onClose={() => setDiffing(false)} onApply={apply} />}
        {making && <NewFileDialog onClose={() => setMaking(false)} />}
      </PassingBoundary>
    </div>
  )
}

const codeEditor = part(() => import('./monaco/code-editor'))

/** Plain at once; Monaco takes its place when the page has a moment. */
function FileEditor({ file }: { readonly file: string }) {
  const { t, i18n } = useTranslation('editor')
  const [Rich, setRich] = useState<ComponentType<{ readonly file: string }>>()
  useEffect(() => {
    let gone = false
    const load = async () => {
      await usable
      await whenIdle()
      try {
        const { default: CodeEditor } = await codeEditor()
        if (!gone) setRich(() => CodeEditor)
      } catch {
        if (gone) return
        const action = { label: i18n.t('kit:tryAgain'), run: () => void load() }
        tell({ topic: 'editor', level: 'warning', title: t('plainTitle'), detail: t('plainText'), action })
      }
    }
    void load()
    return () => {
      gone = true
    }
  }, [t, i18n])
  return Rich ? <Rich file={file} /> : <PlainEditor file={file} />
}

function SizeNote({ file }: { readonly file: string }) {
  const { t } = useTranslation('editor')
  // Only files of a size that could matter are measured, and the answer changes rarely.
  const size = useFiles(state => {
    const text = state.files[file] ?? ''
    return text.length < 5_000 || isRich(text) ? '' : sizeOf(text)
  })
  if (size === '') return null
  return (
    <p className="editor-panel__note" role="status">
      {t('large', { size })}
    </p>
  )
}
