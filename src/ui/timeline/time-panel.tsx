import { classNames } from '../kit'
import { Lanes } from './lanes'
import { Transport } from './transport'

export interface TimePanelProps {
  /** Back to the beginning of the scenario. */
  readonly onReset: () => void
  /** Narrow screen. */
  readonly compact?: boolean
}

/** The foot of the page: how time goes, and what it has brought. */
export function TimePanel({ onReset, compact = false }: TimePanelProps) {
  return (
    <div className={classNames('time', compact && 'time--compact')}>
      <Transport onReset={onReset} />
      <Lanes />
    </div>
  )
}
