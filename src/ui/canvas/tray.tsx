import { Plus } from 'lucide-react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { run } from '../../state/session'
import { Button, overlayRoot } from '../kit'
import { addNodeLine, NODE_KINDS, type NodeKind } from '../objects/node-actions'
import { useTrayDrag } from './tray-drag'
import { useTrayPointer } from './use-tray-pointer'
import './tray.css'

/** Adds a node of that kind under the next free name. */
export function addNode(kind: NodeKind): void {
  const names = new Set(nodesOf(useCluster.getState()).keys())
  void run(addNodeLine(kind, names).line, 'click')
}

/** New nodes, to be dragged onto the canvas or clicked. */
export function Tray() {
  const { t } = useTranslation('canvas')
  return (
    <fieldset className="tray" aria-label={t('trayLabel')}>
      {NODE_KINDS.map(kind => (
        <TrayButton key={kind} kind={kind} />
      ))}
      <Dragged />
    </fieldset>
  )
}

function TrayButton({ kind }: { readonly kind: NodeKind }) {
  const { t } = useTranslation('canvas')
  const label = t(`kind.${kind}`)
  // The name in the tip is that of now; the click takes the one that is free then.
  const pointer = useTrayPointer(kind, () => addNode(kind))
  const command = addNodeLine(kind, new Set(nodesOf(useCluster.getState()).keys())).line
  return (
    <Button
      variant="dashed"
      className="tray__button"
      icon={<Plus />}
      command={command}
      {...(kind === 'worker' ? { shortcut: 'n' } : {})}
      aria-label={t('addNode', { kind: label })}
      {...pointer}
    >
      {label}
    </Button>
  )
}

/** What hangs on the pointer while a new node is dragged. */
function Dragged() {
  const { t } = useTranslation('canvas')
  const drag = useTrayDrag(state => state.drag)
  const root = overlayRoot()
  if (drag === undefined || root === undefined) return null
  return createPortal(
    <div className="tray-dragged" aria-hidden="true" style={{ transform: `translate(${drag.x}px, ${drag.y}px)` }}>
      <span>{t(`kind.${drag.kind}`)}</span>
    </div>,
    root,
  )
}
