import { LayoutGrid, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { arrangeNodes, useSelection } from '../../state/selection'
import { IconButton } from '../kit'
import { FilterBox, GroupBy } from './filter-bar'
import { CARD_LIMIT } from './grid-layout'
import { moveTime } from './reduced-motion'
import { takeViewBack, withFlow } from './view-state'
import './canvas-tools.css'

/** Filter, grouping, zoom and fit: the bar above the cards. */
export function CanvasTools() {
  const { t } = useTranslation('canvas')
  const arranged = useSelection(state => Object.keys(state.positions).length > 0)
  const asMap = useCluster(state => nodesOf(state).size > CARD_LIMIT)
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
      {!asMap && <Zoom />}
    </div>
  )
}

function Zoom() {
  const { t } = useTranslation('canvas')
  return (
    <>
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
    </>
  )
}
