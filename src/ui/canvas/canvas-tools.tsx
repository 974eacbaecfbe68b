import { useReactFlow } from '@xyflow/react'
import { LayoutGrid, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { arrangeNodes, useSelection } from '../../state/selection'
import { IconButton } from '../kit'
import './canvas-tools.css'

/** Zoom, fit and arrange, at the edge of the canvas. */
export function CanvasTools({ onFit }: { readonly onFit: () => void }) {
  const { t } = useTranslation('canvas')
  const { zoomIn, zoomOut } = useReactFlow()
  const arranged = useSelection(state => Object.keys(state.positions).length > 0)
  return (
    <div className="canvas-tools">
      {arranged && (
        <IconButton
          size="s"
          label={t('arrange')}
          onClick={() => {
            arrangeNodes()
            onFit()
          }}
        >
          <LayoutGrid />
        </IconButton>
      )}
      <IconButton size="s" label={t('zoomOut')} onClick={() => void zoomOut({ duration: 160 })}>
        <Minus />
      </IconButton>
      <IconButton size="s" label={t('zoomIn')} onClick={() => void zoomIn({ duration: 160 })}>
        <Plus />
      </IconButton>
      <IconButton size="s" label={t('fit')} shortcut="f" id="canvas-fit" onClick={onFit}>
        <Maximize />
      </IconButton>
    </div>
  )
}
