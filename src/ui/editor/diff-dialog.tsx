import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../i18n/core-text'
import type { ApplyPreview } from '../../protocol/protocol'
import { useFiles } from '../../state/files'
import { preview } from '../../state/session'
import { Button, classNames, EmptyState, ErrorBoundary, later, Skeleton } from '../kit'
import { Dialog } from '../kit/dialog'
import { applyCommand, showServerErrors } from './apply'
import { sendTyping } from './unsent-typing'

const DiffView = later(async () => (await import('./monaco/diff-view')).default)

interface DiffDialogProps {
  readonly file: string
  readonly onClose: () => void
  readonly onApply: () => void
}

/** What Apply would change, object by object, against what is live. */
export function DiffDialog({ file, onClose, onApply }: DiffDialogProps) {
  const { t } = useTranslation('editor')
  const answer = usePreview(file)
  const [chosen, setChosen] = useState(0)
  const refused = (answer?.errors.length ?? 0) > 0
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={onClose}
      title={t('diffHeading', { file })}
      description={t('diffText')}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button
            variant="primary"
            disabled={answer === undefined || refused}
            command={applyCommand(file)}
            onClick={() => {
              onApply()
              onClose()
            }}
          >
            {t('apply')}
          </Button>
        </>
      }
    >
      {answer === undefined ? (
        <Skeleton lines={8} label={t('diffLoading')} />
      ) : refused ? (
        <Refusal answer={answer} />
      ) : answer.objects.length === 0 ? (
        <EmptyState title={t('diffNothing')} />
      ) : (
        <div className="diff">
          <ObjectTabs answer={answer} chosen={chosen} onChoose={setChosen} />
          <ErrorBoundary>
            <Suspense fallback={<Skeleton lines={8} label={t('diffLoading')} />}>
              <DiffView before={answer.objects[chosen]?.live ?? ''} after={answer.objects[chosen]?.after ?? ''} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </Dialog>
  )
}

function usePreview(file: string): ApplyPreview | undefined {
  const [answer, setAnswer] = useState<ApplyPreview>()
  useEffect(() => {
    let gone = false
    sendTyping()
    void preview(file).then(found => {
      if (gone || found === undefined) return
      setAnswer(found)
      const text = useFiles.getState().files[file] ?? ''
      void showServerErrors(file, text, found.errors.map(error => error.message).join('\n'))
    })
    return () => {
      gone = true
    }
  }, [file])
  return answer
}

function Refusal({ answer }: { readonly answer: ApplyPreview }) {
  const { t, i18n } = useTranslation('editor')
  return (
    <div className="diff__refusal">
      <p>{t('diffRefused')}</p>
      <pre>{answer.errors.map(({ message }) => problemText(message, i18n.language)).join('\n')}</pre>
    </div>
  )
}

/** More objects than this are told by number only: a file of thousands must not become thousands of buttons. */
const LISTED = 60

function ObjectTabs(props: { answer: ApplyPreview; chosen: number; onChoose: (index: number) => void }) {
  const { t } = useTranslation('editor')
  const { answer, chosen, onChoose } = props
  return (
    <ul className="diff__objects" aria-label={t('diffObjects')}>
      {answer.objects.slice(0, LISTED).map(({ kind, name, live, after }, index) => {
        const change = live === '' ? 'created' : live === after ? 'unchanged' : 'changed'
        return (
          <li key={`${kind}/${name}`}>
            <button
              type="button"
              className={classNames('diff__object', `diff__object--${change}`)}
              aria-pressed={index === chosen}
              onClick={() => onChoose(index)}
            >
              {kind} <b>{name}</b> <small>{t(`change.${change}`)}</small>
            </button>
          </li>
        )
      })}
      {answer.objects.length > LISTED && <li>{t('more', { count: answer.objects.length - LISTED })}</li>}
    </ul>
  )
}
