import { Suspense } from 'react'
import { ErrorBoundary, later } from '../kit'
import { Transport } from './transport'

export interface TimePanelProps {
  /** Back to the beginning of the scenario. */
  readonly onReset: () => void
}

const Lanes = later(async () => (await import('./lanes')).Lanes, 'soon')

/** How time goes, and what it has brought: beside each other where there is room, else above each other. */
export function TimePanel({ onReset }: TimePanelProps) {
  return (
    <div className="time-place">
      <div className="time">
        <Transport onReset={onReset} />
        <ErrorBoundary>
          <Suspense fallback={<div className="lanes" />}>
            <Lanes />
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
