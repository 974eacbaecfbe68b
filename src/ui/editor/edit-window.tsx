import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenEdit } from '../../protocol/protocol'
import { useCommands } from '../../state/commands'
import { useEdits } from '../../state/edits'
import { closeEdit } from '../../state/session'
import { Button, later } from '../kit'
import { Dialog } from '../kit/dialog'
import { EditedTextArea } from './edited-text-area'
import './edit-window.css'

const TextEditor = later(() =>
  import('./monaco/text-editor').then(
    module => module.default,
    () => EditedTextArea,
  ),
)

/** The text that `kubectl edit` waits for. The command goes on when it is closed, with or without saving. */
export function EditWindow() {
  const [edit] = useEdits(state => state.edits)
  // The same command opens its text again when the server refuses it: with other words in it.
  return edit === undefined ? null : <OpenText key={`${edit.id} ${edit.text}`} edit={edit} />
}

function OpenText({ edit: { id, name, text } }: { readonly edit: OpenEdit }) {
  const { t } = useTranslation('editor')
  const line = useCommands(state => state.commands.get(id)?.line ?? '')
  const [edited, setEdited] = useState(text)
  const [asked, setAsked] = useState(false)
  const changed = edited !== text
  const close = (saved: string | null) => void closeEdit(id, saved)
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={() => (changed ? setAsked(true) : close(null))}
      title={<code>{line.split('\n')[0]}</code>}
      description={t('editText')}
      footer={
        <>
          <span className="edit-window__asked" role="status">
            {asked && changed ? t('editUnsaved') : ''}
          </span>
          <Button onClick={() => close(null)}>{t('editDiscard')}</Button>
          <Button variant="primary" shortcut="Ctrl S" onClick={() => close(edited)}>
            {t('editSave')}
          </Button>
        </>
      }
    >
      <div className="edit-window">
        <Suspense fallback={<pre className="edit-window__text">{text}</pre>}>
          <TextEditor name={name} label={t('textOf', { file: name })} text={text} onChange={setEdited} onSave={close} />
        </Suspense>
      </div>
    </Dialog>
  )
}
