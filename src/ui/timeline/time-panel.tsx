import { classNames } from '../kit'
import { Lanes } from './lanes'
import { Transport } from './transport'

/** The foot of the page: how time goes, and what it has brought. */
export function TimePanel({ compact = false }: { readonly compact?: boolean }) {
  return (
    <div className={classNames('time', compact && 'time--compact')}>
      <Transport />
      <Lanes />
    </div>
  )
}
