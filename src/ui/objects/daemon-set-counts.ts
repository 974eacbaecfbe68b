import type { DaemonSetCounts } from '../../protocol/protocol'

/** The columns of `kubectl get daemonsets` that count, in its order. */
export const KUBECTL_COUNTS = [
  ['DESIRED', 'desired'],
  ['CURRENT', 'current'],
  ['READY', 'ready'],
  ['UP-TO-DATE', 'upToDate'],
  ['AVAILABLE', 'available'],
] as const satisfies readonly (readonly [string, keyof DaemonSetCounts])[]
