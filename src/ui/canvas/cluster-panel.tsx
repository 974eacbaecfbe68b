import { Server } from 'lucide-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { useSession } from '../../state/session'
import { Button, EmptyState, later, PassingBoundary } from '../kit'
import { CanvasFactsProvider } from './canvas-context'
import { CanvasTools } from './canvas-tools'
import { ClusterCanvas } from './cluster-canvas'
import { DaemonSetHeader } from './header/daemon-set-header'
import { LookedAt } from './looked-at'
import { addNode, Tray } from './tray'
import { useFlow } from './view-state'
import { WaitingRoom } from './waiting-room'
import './cluster-panel.css'

export interface ClusterPanelProps {
  /** The scenario's note, between header and canvas. */
  readonly note: ComponentType
  /** On a narrow screen: how to get to the inspector, which is another tab there. */
  readonly onInspect?: () => void
}

/** The middle of the page: the DaemonSet's header, the cluster, and what is at hand to change it. */
export function ClusterPanel({ note: Note, onInspect }: ClusterPanelProps) {
  return (
    <div className="cluster">
      <DaemonSetHeader />
      <Note />
      <div className="cluster__stage">
        <CanvasTools />
        <CanvasFactsProvider>
          <ClusterCanvas />
        </CanvasFactsProvider>
        <LaterFlights />
        <NoNodes />
        {onInspect !== undefined && <LookedAt onInspect={onInspect} />}
        <div className="cluster__foot">
          <WaitingRoom />
          <a className="cluster__credit" href="https://reactflow.dev" target="_blank" rel="noopener">
            React Flow
          </a>
          <div className="cluster__tools">
            <Tray />
          </div>
        </div>
      </div>
    </div>
  )
}

const Flights = later(async () => (await import('./flights')).Flights, 'soon')

/** Flights need React Flow to know where they go. */
function LaterFlights() {
  const ready = useFlow(state => state.flow !== undefined)
  return ready ? (
    <PassingBoundary onFail={() => {}} quiet>
      <Flights />
    </PassingBoundary>
  ) : null
}

function NoNodes() {
  const { t } = useTranslation('canvas')
  const empty = useCluster(state => nodesOf(state).size === 0)
  const ready = useSession(state => state.status === 'ready')
  if (!empty || !ready) return null
  return (
    <div className="cluster__empty">
      <EmptyState
        icon={<Server />}
        title={t('emptyTitle')}
        action={<Button onClick={() => addNode('worker')}>{t('addNode', { kind: t('kind.worker') })}</Button>}
      >
        {t('emptyText')}
      </EmptyState>
    </div>
  )
}
