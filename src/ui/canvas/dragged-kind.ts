import { NODE_KINDS, type NodeKind } from '../objects/node-actions'

const TYPE = 'application/x-playground-node'

/** The kind of new node that is being dragged from the tray. */
export const DraggedKind = {
  write: (data: DataTransfer, kind: NodeKind) => data.setData(TYPE, kind),
  isIn: (data: DataTransfer) => data.types.includes(TYPE),
  read: (data: DataTransfer): NodeKind | undefined => {
    const kind = data.getData(TYPE)
    return NODE_KINDS.find(known => known === kind)
  },
}
