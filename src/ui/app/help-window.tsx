import { ArrowDownToLine, Check, Circle, CloudCheck, CloudDownload, Minus, ShieldCheck, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../../state/parts'
import { Chip, RevisionMark, revisionClass, Shortcut } from '../kit'
import { Dialog } from '../kit/dialog'
import { closeWindow } from './windows'
import '../canvas/lamps.css'
import '../canvas/pod-tile.css'
import './help-window.css'

const KEYS = [
  ['Space', 'pause'],
  ['→', 'step'],
  ['s', 'settle'],
  ['+ -', 'faster'],
  ['n', 'addNode'],
  ['Ctrl K', 'palette'],
  ['/', 'filter'],
  ['f', 'fit'],
  ['← ↑ ↓ →', 'move'],
  ['Shift ←', 'arrange'],
  ['Enter', 'open'],
  ['m', 'menu'],
  ['Del', 'remove'],
  ['Ctrl M', 'leaveEditor'],
  ['Shift →', 'sideways'],
  ['?', 'help'],
] as const

/** Keys, and what the picture says. */
export function HelpWindow() {
  const { t } = useTranslation()
  const offline = useOffline(state => state.ready)
  return (
    <Dialog open onOpenChange={closeWindow} size="l" title={t('help.title')} description={t('help.description')}>
      <div className="help">
        <section>
          <h3>{t('help.picture')}</h3>
          <Legend />
        </section>
        <section>
          <h3>{t('help.keys')}</h3>
          <dl className="help__keys">
            {KEYS.map(([keys, name]) => (
              <div key={name}>
                <dt>
                  <Shortcut keys={keys} />
                </dt>
                <dd>{t(`help.key.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <p className="help__note">
          <ShieldCheck aria-hidden="true" />
          <span>
            <a href="./proof/index.html">{t('help.proof.link')}</a> {t('help.proof.detail')}
          </span>
        </p>
        <p className="help__note" role="status">
          {offline === 'no' ? <CloudDownload aria-hidden="true" /> : <CloudCheck aria-hidden="true" />}
          {t(`help.offline.${offline}`)}
        </p>
      </div>
    </Dialog>
  )
}

function Legend() {
  const { t } = useTranslation()
  return (
    <dl className="help__legend">
      <Entry sign={<Tile state="ready" glyph={<Check />} />}>{t('help.legend.ready')}</Entry>
      <Entry sign={<Tile state="running" glyph={<Circle />} />}>{t('help.legend.running')}</Entry>
      <Entry sign={<Tile state="pulling" glyph={<ArrowDownToLine />} />}>{t('help.legend.pending')}</Entry>
      <Entry sign={<Tile state="broken" glyph={<X />} />}>{t('help.legend.broken')}</Entry>
      <Entry sign={<Tile state="terminating" glyph={<Minus />} />}>{t('help.legend.terminating')}</Entry>
      <Entry sign={<Swatches />}>{t('help.legend.revision')}</Entry>
      <Entry sign={<TaintSign effect="NoSchedule" />}>{t('help.legend.noSchedule')}</Entry>
      <Entry sign={<TaintSign effect="PreferNoSchedule" />}>{t('help.legend.preferNoSchedule')}</Entry>
      <Entry sign={<TaintSign effect="NoExecute" />}>{t('help.legend.noExecute')}</Entry>
      <Entry sign={<LampSign />}>{t('help.legend.lamps')}</Entry>
    </dl>
  )
}

function Entry({ sign, children }: { readonly sign: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt aria-hidden="true">{sign}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Tile({ state, glyph }: { readonly state: string; readonly glyph: ReactNode }) {
  return (
    <span className={`pod pod--small help__tile pod--${state} ${revisionClass(2)} revision-fill`}>
      <span className="help__glyph">{state === 'terminating' ? null : glyph}</span>
    </span>
  )
}

function Swatches() {
  return (
    <span className="help__row">
      {[1, 2, 3].map(revision => (
        <span key={revision} className={`help__swatch revision-fill ${revisionClass(revision)}`}>
          <RevisionMark revision={revision} />
        </span>
      ))}
    </span>
  )
}

function TaintSign({ effect }: { readonly effect: string }) {
  return (
    <Chip kind="taint" effect={effect}>
      key:{effect}
    </Chip>
  )
}

function LampSign() {
  return (
    <span className="lamps">
      <i className="lamp" />
      <i className="lamp lamp--on" />
      <i className="lamp lamp--on" />
    </span>
  )
}
