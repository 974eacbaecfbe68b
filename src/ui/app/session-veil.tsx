import { RotateCcw, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { reset, restart, useSession } from '../../state/session'
import { Button } from '../kit'
import { Brand } from './brand'
import './session-veil.css'

/** What lies over the page while the cluster starts, and when it has stopped. */
export function SessionVeil() {
  const { t } = useTranslation()
  const status = useSession(state => state.status)
  const crash = useSession(state => state.crash)
  if (status === 'ready') return null
  if (status === 'starting') {
    return (
      <div className="veil veil--starting" role="status">
        <div className="veil__pulse">
          <Brand size={34} />
        </div>
        {t('session.starting')}
      </div>
    )
  }
  return (
    <div className="veil" role="alertdialog" aria-labelledby="crash-title" aria-describedby="crash-text">
      <div className="veil__card">
        <Unplug aria-hidden="true" className="veil__icon" />
        <h2 id="crash-title">{t('session.crashTitle')}</h2>
        <p id="crash-text">{t('session.crashText')}</p>
        {crash !== undefined && (
          <p className="veil__reason">
            {t('session.crashReason')}: <code>{crash}</code>
          </p>
        )}
        <div className="veil__row">
          <Button icon={<RotateCcw />} onClick={() => void reset()}>
            {t('session.restartBare')}
          </Button>
          <Button variant="primary" autoFocus onClick={() => void restart()}>
            {t('session.restart')}
          </Button>
        </div>
      </div>
    </div>
  )
}
