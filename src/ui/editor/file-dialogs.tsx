import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openFile, removeFile, renameFile, useFiles, writeFiles } from '../../state/files'
import { Button, TextField } from '../kit'
import { Dialog } from '../kit/dialog'

/** Names that commands can use without surprises: no folders, nothing hidden. */
const NAME = /^[A-Za-z0-9][\w.-]{0,62}$/

const STARTER = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
      - name: agent
        image: agent:v1
`

export function NewFileDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('editor')
  const make = (name: string) => {
    writeFiles({ [name]: STARTER })
    openFile(name)
    onClose()
  }
  return <NameDialog title={t('newFile')} verb={t('make')} initial={freeName()} onName={make} onClose={onClose} />
}

export function RenameFileDialog({ file, onClose }: { readonly file: string; readonly onClose: () => void }) {
  const { t } = useTranslation('editor')
  const rename = (name: string) => {
    renameFile(file, name)
    onClose()
  }
  return (
    <NameDialog
      title={t('renameTitle', { file })}
      verb={t('rename')}
      initial={file}
      onName={rename}
      onClose={onClose}
    />
  )
}

export function RemoveFileDialog({ file, onClose }: { readonly file: string; readonly onClose: () => void }) {
  const { t } = useTranslation('editor')
  return (
    <Dialog
      open
      size="s"
      onOpenChange={onClose}
      title={t('removeTitle', { file })}
      description={t('removeText')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="danger"
            onClick={() => {
              removeFile(file)
              onClose()
            }}
          >
            {t('remove')}
          </Button>
        </>
      }
    />
  )
}

interface NameDialogProps {
  readonly title: string
  readonly verb: string
  readonly initial: string
  readonly onName: (name: string) => void
  readonly onClose: () => void
}

function NameDialog({ title, verb, initial, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation('editor')
  const [name, setName] = useState(initial)
  const form = useId()
  const taken = useFiles(state => name !== initial && name in state.files)
  const problem = taken ? t('nameTaken') : NAME.test(name) ? undefined : t('nameBad')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === undefined) onName(name)
  }
  return (
    <Dialog
      open
      size="s"
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={problem !== undefined}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('fileName')}
          mono
          value={name}
          problem={problem}
          onChange={event => setName(event.target.value)}
          onFocus={event => event.target.select()}
        />
      </form>
    </Dialog>
  )
}

function freeName(): string {
  const { files } = useFiles.getState()
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'agent.yaml' : `agent-${number}.yaml`
    if (!(name in files)) return name
  }
}
