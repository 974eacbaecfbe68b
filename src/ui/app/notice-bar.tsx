import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dismiss, useNotices } from '../../state/notices'
import { Button, IconButton } from '../kit'
import './notice-bar.css'

const ICON = { info: Info, warning: TriangleAlert, error: CircleAlert }

/** What the page has to tell and keeps telling until it is dismissed: storage forbidden, a link that cannot be read. */
export function NoticeBar() {
  const { t } = useTranslation('kit')
  const notices = useNotices(state => state.notices)
  if (notices.length === 0) return null
  return (
    <section className="notice-bar" aria-label={t('messages')} aria-live="polite">
      {notices.map(({ topic, level, title, detail, action }) => {
        const Icon = ICON[level]
        return (
          <div key={topic} className={`notice notice--${level}`}>
            <Icon aria-hidden="true" />
            <p>
              <strong>{title}</strong> {detail}
            </p>
            {action !== undefined && (
              <Button
                size="s"
                onClick={() => {
                  dismiss(topic)
                  action.run()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton size="s" label={t('dismiss')} onClick={() => dismiss(topic)}>
              <X />
            </IconButton>
          </div>
        )
      })}
    </section>
  )
}
