import { LayoutGrid, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { arrangeNodes, useSelection } from '../../state/selection'
import { IconButton } from '../kit'
import { FilterBox, GroupBy } from './filter-bar'
import { moveTime } from './reduced-motion'
import { takeViewBack, withFlow } from './view-state'
import './canvas-tools.css'

/** Filter, grouping, zoom and fit: the bar above the cards. */
export function CanvasTools() {
  const { t } = useTranslation('canvas')
  const arranged = useSelection(state => Object.keys(state.positions).length > 0)
  return (
    <div className="canvas-tools">
      <FilterBox />
      <span className="canvas-tools__space" />
      <GroupBy />
      {arranged && (
        <IconButton
          size="s"
          label={t('arrange')}
          onClick={() => {
            arrangeNodes()
            takeViewBack()
          }}
        >
          <LayoutGrid />
        </IconButton>
      )}
      <IconButton
        size="s"
        label={t('zoomOut')}
        onClick={() => withFlow(flow => flow.zoomOut({ duration: moveTime(160) }))}
      >
        <Minus />
      </IconButton>
      <IconButton
        size="s"
        label={t('zoomIn')}
        onClick={() => withFlow(flow => flow.zoomIn({ duration: moveTime(160) }))}
      >
        <Plus />
      </IconButton>
      <IconButton size="s" label={t('fit')} shortcut="f" onClick={takeViewBack}>
        <Maximize />
      </IconButton>
    </div>
  )
}
