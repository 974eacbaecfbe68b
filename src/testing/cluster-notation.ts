import type { Node } from '../k8s/node'
import type { Pod, PodStatus } from '../k8s/pod'
import { toTimestamp } from '../k8s/time'
import { daemonPodOf, nodeOf } from './builders'

export interface NotedCluster {
  readonly nodes: readonly Node[]
  readonly pods: readonly Pod[]
}

/** Hash of the pods that the notation calls `new`; `old` ones carry another. */
export const NEW_HASH = 'new-hash'

const unready: PodStatus = { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: toTimestamp(0) }] }

const WORDS: Readonly<Record<string, Pod['status']>> = {
  unready,
  pending: { ...unready, phase: 'Pending' },
  failed: { ...unready, phase: 'Failed' },
  succeeded: { ...unready, phase: 'Succeeded' },
}

/**
 * Nodes and the pods of the DaemonSet `agent` in one line: `w1: old | w2: new unready | w3 gpu:NoSchedule: old terminating
 * + new | w4: - | w5 gone: old`. After a node's name its taints or `gone`; a pod is `old` or `new`, then `unready`,
 * `pending`, `failed`, `succeeded`, `terminating`, `unbound` as they apply. Pods are named `w3-1`, `w3-2` …, oldest first.
 */
export function clusterOf(line: string): NotedCluster {
  const nodes: Node[] = []
  const pods: Pod[] = []
  for (const part of line.split('|')) {
    const [, head = '', tail = ''] = /^(.*?):? *(?<=[: ])((?:-|old\b|new\b).*)$/.exec(part.trim()) ?? []
    const [name = '', ...traits] = head.trim().split(/\s+/)
    const taints = traits.flatMap(trait => {
      const [key = '', effect] = trait.split(':')
      return effect === undefined ? [] : [{ key, effect }]
    })
    if (!traits.includes('gone')) nodes.push(nodeOf(name, { taints }))
    if (tail === '-') continue
    for (const [index, words] of tail.split('+').entries()) pods.push(podOf(name, index, words.trim().split(/\s+/)))
  }
  return { nodes, pods }
}

function podOf(node: string, index: number, [age, ...words]: readonly string[]): Pod {
  const status = Object.assign({}, ...words.map(word => WORDS[word] ?? {})) as PodStatus
  const pod = daemonPodOf(`${node}-${index + 1}`, node, {
    metadata: {
      labels: { app: 'agent', 'controller-revision-hash': age === 'new' ? NEW_HASH : 'old-hash' },
      creationTimestamp: toTimestamp(index * 1000),
      ...(words.includes('terminating') ? { deletionTimestamp: toTimestamp(30_000) } : {}),
    },
    status,
  })
  if (!words.includes('unbound')) return pod
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const required = { nodeSelectorTerms: [{ matchFields }] }
  const { nodeName: _nodeName, ...spec } = pod.spec
  return {
    ...pod,
    spec: { ...spec, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } },
    status: { ...pod.status, ...WORDS.pending },
  }
}
