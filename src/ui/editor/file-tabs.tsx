import { FilePlus2, MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openFile, useFiles } from '../../state/files'
import { IconButton, later, Menu, type MenuEntry, PassingBoundary, Tab, TabBar } from '../kit'
import { useProblems } from './problems'

const RenameFileDialog = later(async () => (await import('./file-dialogs')).RenameFileDialog)
const RemoveFileDialog = later(async () => (await import('./file-dialogs')).RemoveFileDialog)

/** One tab a file; a menu for what can be done with the open one. */
export function FileTabs({ actions, onNew }: { readonly actions: ReactNode; readonly onNew: () => void }) {
  const { t } = useTranslation('editor')
  // A string, so that typing in a file does not draw the tabs again.
  const names = useFiles(state => Object.keys(state.files).join('\n'))
  const open = useFiles(state => state.open)
  const [asking, setAsking] = useState<'rename' | 'remove'>()
  const files = names === '' ? [] : names.split('\n')
  return (
    <>
      <TabBar
        label={t('files')}
        end={
          <>
            <IconButton size="s" label={t('newFile')} onClick={onNew}>
              <Plus />
            </IconButton>
            <FileMenu files={files} open={open} onNew={onNew} onAsk={setAsking} />
            <span className="file-tabs__gap" />
            {actions}
          </>
        }
      >
        {files.map(file => (
          <Tab
            key={file}
            value={file}
            ref={file === open ? bringIntoView : undefined}
            onDoubleClick={() => setAsking('rename')}
            className="file-tab"
          >
            {file}
            <ChangedMark file={file} />
          </Tab>
        ))}
      </TabBar>
      <PassingBoundary onFail={() => setAsking(undefined)}>
        {asking === 'rename' && <RenameFileDialog file={open} onClose={() => setAsking(undefined)} />}
        {asking === 'remove' && <RemoveFileDialog file={open} onClose={() => setAsking(undefined)} />}
      </PassingBoundary>
    </>
  )
}

interface FileMenuProps {
  readonly files: readonly string[]
  readonly open: string
  readonly onNew: () => void
  readonly onAsk: (question: 'rename' | 'remove') => void
}

/** What can be done with the open file, and with several the way to each. */
function FileMenu({ files, open, onNew, onAsk }: FileMenuProps) {
  const { t } = useTranslation('editor')
  const none = open === ''
  const entries = (): MenuEntry[] => [
    { label: t('newFile'), icon: <FilePlus2 />, onSelect: onNew },
    { label: t('rename'), icon: <Pencil />, disabled: none, onSelect: () => onAsk('rename') },
    { label: t('remove'), icon: <Trash2 />, danger: true, disabled: none, onSelect: () => onAsk('remove') },
    ...(files.length > 1 ? (['separator', { heading: t('files') }] as const) : []),
    ...(files.length > 1
      ? files.map(file => ({ label: file, chosen: file === open, onSelect: () => openFile(file) }))
      : []),
  ]
  return (
    <Menu align="end" entries={entries}>
      <button type="button" className="button button--icon button--quiet button--small" aria-label={t('fileMenu')}>
        <MoreHorizontal aria-hidden="true" />
      </button>
    </Menu>
  )
}

function bringIntoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** A dot on a file that has been changed since it was applied. */
function ChangedMark({ file }: { readonly file: string }) {
  const { t } = useTranslation('editor')
  const applied = useProblems(state => state.applied[file])
  const changed = useFiles(state => applied !== undefined && state.files[file] !== applied)
  if (!changed) return null
  return <span className="file-tab__changed" role="img" aria-label={t('changed')} title={t('changed')} />
}
