import type { ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import type { TableOptions } from '../output/object-table'

/** How the flags of `get` want their tables. */
export function tableOptions({ flags, io }: Invocation, type: ResourceType, kind: boolean): TableOptions {
  return {
    now: io.now(),
    wide: flags.string('output') === 'wide',
    headers: !flags.bool('no-headers'),
    namespace: flags.bool('all-namespaces') && type.namespaced,
    kind,
    showLabels: flags.bool('show-labels'),
    labelColumns: flags.commaList('label-columns'),
    events: flags.bool('output-watch-events'),
    plain: !flags.bool('server-print'),
  }
}
