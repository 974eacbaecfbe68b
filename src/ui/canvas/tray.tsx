import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { run } from '../../state/session'
import { Button } from '../kit'
import { addNodeLine, NODE_KINDS, type NodeKind } from '../objects/node-actions'
import { DraggedKind } from './dragged-kind'

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
    </fieldset>
  )
}

function TrayButton({ kind }: { readonly kind: NodeKind }) {
  const { t } = useTranslation('canvas')
  const label = t(`kind.${kind}`)
  // The name in the tip is that of now; the click takes the one that is free then.
  const command = addNodeLine(kind, new Set(nodesOf(useCluster.getState()).keys())).line
  return (
    <Button
      variant="dashed"
      className="tray__button"
      draggable
      icon={<Plus />}
      command={command}
      {...(kind === 'worker' ? { shortcut: 'n' } : {})}
      aria-label={t('addNode', { kind: label })}
      onDragStart={event => {
        DraggedKind.write(event.dataTransfer, kind)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onClick={() => addNode(kind)}
    >
      {label}
    </Button>
  )
}
