import { Copy, Save } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from '../../state/notices'
import { shareLink } from '../../state/opening'
import { Button, notify, TextField } from '../kit'
import { Dialog } from '../kit/dialog'
import { saveScenarioFile } from './scenario-file'
import { closeWindow, openWindow } from './windows'

/** Beyond this, chat programs and mail begin to cut links. */
const SAFE_LENGTH = 4000

/** The link to exactly this state: copied at once where the browser allows it, and there to be copied by hand. */
export function ShareWindow() {
  const { t, i18n } = useTranslation()
  const [link, setLink] = useState<Awaited<ReturnType<typeof shareLink>>>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    shareLink().then(setLink, () => {
      closeWindow()
      tell({
        topic: 'window',
        level: 'error',
        title: t('windowNotLoaded'),
        detail: i18n.t('kit:notLoadedText'),
        action: { label: i18n.t('kit:tryAgain'), run: () => openWindow('share') },
      })
    })
  }, [t, i18n])

  const copy = async () => {
    if (link === undefined) return
    try {
      await navigator.clipboard.writeText(link.text)
      notify({ kind: 'done', text: t('share.copied'), detail: t('share.copiedDetail', { count: link.text.length }) })
      closeWindow()
    } catch {
      // The browser does not allow it: the text stands ready for the person's own keys.
      field.current?.select()
    }
  }

  return (
    <Dialog
      open
      onOpenChange={closeWindow}
      title={t('share.title')}
      description={t('share.description')}
      footer={
        <>
          <Button icon={<Save />} onClick={() => void saveScenarioFile()}>
            {t('bar.saveTitle')}
          </Button>
          <Button variant="primary" icon={<Copy />} disabled={link === undefined} onClick={() => void copy()}>
            {t('share.copy')}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={t('share.field')}
        mono
        readOnly
        value={link?.text ?? ''}
        {...(link?.opens === false ? { problem: t('share.tooBig') } : {})}
        hint={
          link === undefined
            ? ' '
            : t(link.text.length > SAFE_LENGTH ? 'share.tooLong' : 'share.length', { count: link.text.length })
        }
        onFocus={event => event.currentTarget.select()}
      />
    </Dialog>
  )
}
