import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import './bin.css'

const ID = 'canvas-bin'

/** Where a dragged node is thrown away; there only while one is dragged. */
export function Bin({ visible }: { readonly visible: boolean }) {
  const { t } = useTranslation('canvas')
  return (
    <div id={ID} className="bin" data-visible={visible} aria-hidden={!visible}>
      <Trash2 aria-hidden="true" />
      {t('bin')}
    </div>
  )
}

/** Whether the pointer let go over the bin. */
export function isOverBin(
  event: MouseEvent | TouchEvent | { readonly clientX: number; readonly clientY: number },
): boolean {
  const point = 'changedTouches' in event ? event.changedTouches[0] : (event as MouseEvent)
  const box = document.getElementById(ID)?.getBoundingClientRect()
  if (point === undefined || box === undefined) return false
  const { clientX: x, clientY: y } = point
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
