import { RotateCcw, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../i18n/core-text'
import { giveUp, reset, restart, restartWithoutLastCommand, stopReplay, useSession } from '../../state/session'
import { lastCommand } from '../../state/work'
import { Button } from '../kit'
import { Brand } from './brand'
import './session-veil.css'

/** What lies over the page while the cluster starts, and when it has stopped. */
export function SessionVeil() {
  const status = useSession(state => state.status)
  if (status === 'ready') return null
  return status === 'starting' ? <Starting /> : <Stopped />
}

/** A start that takes long says how far it is, and can be ended. */
function Starting() {
  const { t } = useTranslation()
  const progress = useSession(state => state.progress)
  const silent = useSession(state => state.silent)
  return (
    <div className="veil veil--starting">
      <div className="veil__pulse">
        <Brand size={34} />
      </div>
      <p role="status">
        {t(silent ? 'session.silent' : progress === undefined ? 'session.starting' : 'session.replaying')}
      </p>
      {progress !== undefined && (
        <>
          <progress className="veil__progress" max={1} value={progress} aria-label={t('session.replaying')} />
          {!silent && <Button onClick={() => void stopReplay()}>{t('session.stopReplay')}</Button>}
        </>
      )}
      {silent && <Button onClick={giveUp}>{t('session.giveUp')}</Button>}
    </div>
  )
}

function Stopped() {
  const { t, i18n } = useTranslation()
  const crash = useSession(state => state.crash)
  const crashes = useSession(state => state.crashes)
  const last = useSession(state => (state.saved === undefined ? undefined : lastCommand(state.saved)))
  // What was built again and stopped again would do so for ever: then the last command is the one to leave out.
  const suspect = crashes > 1 && last !== undefined
  return (
    <div className="veil" role="alertdialog" aria-labelledby="crash-title" aria-describedby="crash-text">
      <div className="veil__card">
        <Unplug aria-hidden="true" className="veil__icon" />
        <h2 id="crash-title">{t('session.crashTitle')}</h2>
        <p id="crash-text">{t(suspect ? 'session.crashAgain' : 'session.crashText')}</p>
        {crash !== undefined && (
          <p className="veil__reason">
            {t('session.crashReason')}: <code>{problemText(crash, i18n.language).slice(0, 500)}</code>
          </p>
        )}
        {last !== undefined && (
          <p className="veil__reason">
            {t('session.lastCommand')}: <code>{last.slice(0, 200)}</code>
          </p>
        )}
        <div className="veil__row">
          <Button variant={suspect ? 'plain' : 'primary'} autoFocus={!suspect} onClick={() => void restart()}>
            {t('session.restart')}
          </Button>
          {last !== undefined && (
            <Button
              variant={suspect ? 'primary' : 'plain'}
              autoFocus={suspect}
              onClick={() => void restartWithoutLastCommand()}
            >
              {t('session.restartWithout')}
            </Button>
          )}
          <Button icon={<RotateCcw />} onClick={() => void reset()}>
            {t('session.restartBare')}
          </Button>
        </div>
      </div>
    </div>
  )
}
