import type { PlacementRule } from '../../protocol/protocol'
import { shortTaint } from './node-look'

/** The prefix of a qualified name: `node-role.kubernetes.io/`. */
const PREFIX = /(?:[a-z0-9-]+\.)+[a-z0-9-]+\//gi

/** What keeps a DaemonSet off a node, short enough for a card: `taint control-plane:NoSchedule`, `nodeSelector zone=a`. */
export function shortObstacle({ subject, taint }: Pick<PlacementRule, 'subject' | 'taint'>): string {
  return taint === undefined ? subject.replace(PREFIX, '') : `taint ${shortTaint(taint)}`
}
