import type { Pod } from '../../k8s/pod'

/** Pods that made room on a node by preemption and wait for it: others of lower priority must not take it. */
// Models pkg/scheduler/backend/queue/nominator.go
export class NominatedPods {
  private readonly nodeOf = new Map<string, string>()
  private readonly byNode = new Map<string, Map<string, Pod>>()

  /** `node` empty takes the nomination back. */
  set(pod: Pod, node: string | undefined): void {
    this.remove(pod.metadata.uid)
    if (!node) return
    this.nodeOf.set(pod.metadata.uid, node)
    const pods = this.byNode.get(node) ?? new Map<string, Pod>()
    pods.set(pod.metadata.uid, pod)
    this.byNode.set(node, pods)
  }

  remove(uid: string): void {
    const node = this.nodeOf.get(uid)
    if (node === undefined) return
    this.nodeOf.delete(uid)
    const pods = this.byNode.get(node)
    pods?.delete(uid)
    if (pods?.size === 0) this.byNode.delete(node)
  }

  on(node: string): readonly Pod[] {
    const pods = this.byNode.get(node)
    return pods === undefined ? [] : [...pods.values()]
  }

  nodeFor(uid: string): string | undefined {
    return this.nodeOf.get(uid)
  }
}
