import { findCondition } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import { controllerOf } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { fromTimestamp } from '../../../k8s/time'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { type Process, requestUnlessGone } from '../../runtime/process'

const POD_EVICTION_TIMEOUT: Millis = 300_000

/** From when the pods of a node that is not ready are deleted; of a silent one, counted from its last word. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeStatus of 1.11
export function evictionDue(node: Node, ready: 'False' | 'Unknown', gracePeriod: Millis): Millis {
  const { lastTransitionTime } = findCondition(node.status?.conditions, 'Ready') ?? {}
  const since = fromTimestamp(lastTransitionTime ?? node.metadata.creationTimestamp)
  return since + POD_EVICTION_TIMEOUT - (ready === 'Unknown' ? gracePeriod : 0)
}

/** Deletes the pods of a lost node, but not those of DaemonSets: they would only be made again there. */
// Models pkg/controller/util/node/controller_utils.go DeletePods of 1.11
export function* evictPods(context: ComponentContext, node: Node, pods: readonly Pod[]): Process {
  const { client, recorder } = context
  const { name } = node.metadata
  const because = `its node ${name} has been lost for five minutes`
  const evicted = pods.filter(pod => controllerOf(pod)?.kind !== 'DaemonSet' && !pod.metadata.deletionTimestamp)
  if (pods.length > 0) {
    recorder.event(node, 'Normal', 'DeletingAllPods', `Node ${name} event: Deleting all Pods from Node ${name}.`)
  }
  for (const pod of pods) yield* sayNodeLost(context, pod, name)
  for (const pod of evicted) {
    recorder.event(
      pod,
      'Normal',
      'NodeControllerEviction',
      `Marking for deletion Pod ${pod.metadata.name} from Node ${name}`,
    )
    yield* requestUnlessGone(() => client.delete('pods', pod.metadata.namespace, pod.metadata.name, { because }))
  }
}

// Models pkg/controller/util/node/controller_utils.go SetPodTerminationReason of 1.11
function* sayNodeLost({ client }: ComponentContext, { metadata, status }: Pod, node: string): Process {
  if (status.reason === 'NodeLost') return
  const { namespace, name } = metadata
  const message = `Node ${node} which was running pod ${name} is unresponsive`
  const body = { status: { reason: 'NodeLost', message } }
  const options = { subresource: 'status', because: `nothing is heard of node ${node}` } as const
  yield* requestUnlessGone(() => client.patch('pods', namespace, name, 'merge', body, options))
}
