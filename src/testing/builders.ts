import type { Node, Taint } from '../k8s/node'
import type { ObjectMeta } from '../k8s/object'
import type { Pod, PodSpec, PodTemplate } from '../k8s/pod'
import { toTimestamp } from '../k8s/time'
import type { DaemonSet, DaemonSetSpec } from '../k8s/workload'

/** Metadata of a stored object; the uid is the name. */
export function metadataOf(name: string, more: Partial<ObjectMeta> = {}): ObjectMeta {
  return { name, uid: name, resourceVersion: '1', creationTimestamp: toTimestamp(0), ...more }
}

/** A Ready node. */
export function nodeOf(name: string, { taints = [] as readonly Taint[], labels = {} } = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadataOf(name, { labels }),
    spec: { taints },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }
}

/** A pod template with one container. */
export function templateOf(spec: Partial<PodSpec> = {}): PodTemplate {
  return { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'main', image: 'agent:1' }], ...spec } }
}

/** A DaemonSet named agent that has been observed; RollingUpdate with maxUnavailable 1 unless `spec` says otherwise. */
export function daemonSetOf(spec: Partial<DaemonSetSpec> = {}): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadataOf('agent', { namespace: 'default', generation: 1 }),
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: templateOf(),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      ...spec,
    },
    status: {
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
      observedGeneration: 1,
    },
  }
}

/** A pod of the DaemonSet agent on a node, running and ready since the beginning unless `status` says otherwise. */
export function daemonPodOf(
  name: string,
  node: string,
  { metadata = {}, status = {} }: { metadata?: Partial<ObjectMeta>; status?: Pod['status'] } = {},
): Pod {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'agent', controller: true }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(name, { namespace: 'default', ownerReferences: [owner], ...metadata }),
    spec: { ...templateOf().spec, nodeName: node },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: toTimestamp(0) }],
      ...status,
    },
  }
}
