import { useTranslation } from 'react-i18next'
import { ClusterPanel } from '../canvas/cluster-panel'
import { ErrorBoundary } from '../kit'
import { TimePanel } from '../timeline/time-panel'
import { Place } from './frame'
import { startAgain } from './scenario-file'
import type { PageSlots } from './slots'
import { type NarrowPanel, showPanel, useNarrowPanel } from './windows'

const PANELS = ['editor', 'cluster', 'inspector', 'terminal'] as const satisfies readonly NarrowPanel[]

/** The page below 900 pixels: one panel at a time, all of them kept alive. */
export function NarrowFrame({ slots }: { readonly slots: PageSlots }) {
  const { t } = useTranslation()
  const front = useNarrowPanel(state => state.panel)
  return (
    <div className="narrow">
      <nav className="narrow__tabs" aria-label={t('panels.switcher')}>
        {PANELS.map(panel => (
          <button
            key={panel}
            type="button"
            className="tab"
            data-state={panel === front ? 'active' : 'inactive'}
            aria-current={panel === front ? 'page' : undefined}
            onClick={() => showPanel(panel)}
          >
            {t(`panels.${panel}`)}
          </button>
        ))}
      </nav>
      <div style={{ minHeight: 0 }}>
        {PANELS.map(panel => (
          <div key={panel} className="narrow__panel" data-front={panel === front} style={{ height: '100%' }}>
            {panel === 'cluster' ? (
              <section className="frame__place" id="cluster-place" tabIndex={-1} aria-label={t('panels.cluster')}>
                <ErrorBoundary>
                  <ClusterPanel note={slots.note} onInspect={() => showPanel('inspector')} />
                </ErrorBoundary>
              </section>
            ) : (
              <Place name={panel} of={slots[panel]} />
            )}
          </div>
        ))}
      </div>
      <section className="narrow__foot" aria-label={t('panels.time')}>
        <ErrorBoundary>
          <TimePanel onReset={() => void startAgain()} />
        </ErrorBoundary>
      </section>
    </div>
  )
}
