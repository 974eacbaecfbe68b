import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSelection } from '../../state/selection'
import './looked-at.css'

/** On a narrow screen, where the inspector is another tab: what is selected, and the way there. */
export function LookedAt({ onInspect }: { readonly onInspect: () => void }) {
  const { t } = useTranslation('canvas')
  const selected = useSelection(state => state.selected)
  if (selected === undefined) return null
  const name = selected.key.split('/').at(-1) ?? selected.key
  return (
    <button type="button" className="looked-at" onClick={onInspect}>
      <span className="looked-at__kind">{selected.kind}</span>
      <b>{name}</b>
      <span className="looked-at__go">
        {t('inspect')}
        <ChevronRight aria-hidden="true" />
      </span>
    </button>
  )
}
