import { type FilterPlugin, unresolvable } from '../plugin'

/** A Pod that names its node goes nowhere else. (Such Pods seldom come to the scheduler: they are bound already.) */
// Models pkg/scheduler/framework/plugins/nodename/node_name.go Filter
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  prepare(pod) {
    const wanted = pod.spec.nodeName
    if (!wanted) return 'skip'
    const rejection = unresolvable('NodeName', "node(s) didn't match the requested node name")
    return { check: info => (info.name === wanted ? undefined : rejection) }
  },
}
