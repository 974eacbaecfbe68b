import { Suspense } from 'react'
import { classNames, ErrorBoundary, later } from '../kit'
import { Transport } from './transport'

export interface TimePanelProps {
  /** Back to the beginning of the scenario. */
  readonly onReset: () => void
  /** Narrow screen. */
  readonly compact?: boolean
}

const Lanes = later(async () => (await import('./lanes')).Lanes, 'soon')

/** The foot of the page: how time goes, and what it has brought. */
export function TimePanel({ onReset, compact = false }: TimePanelProps) {
  return (
    <div className={classNames('time', compact && 'time--compact')}>
      <Transport onReset={onReset} />
      <ErrorBoundary>
        <Suspense fallback={<div className="lanes" />}>
          <Lanes />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}
