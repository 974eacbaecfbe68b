import type { Pod } from '../../k8s/pod'

/**
 * Pods in the order in which the scheduler comes upon them, which decides between those that are equally important: new ones
 * go to the end, and where one leaves the last takes its place. A changed pod leaves and comes again.
 */
// Models pkg/scheduler/framework/types.go removeFromSlice, and NodeInfo's slices of pods
export class PodsOfNode {
  private readonly list: Pod[] = []

  get size(): number {
    return this.list.length
  }

  values(): readonly Pod[] {
    return this.list
  }

  get(uid: string): Pod | undefined {
    return this.list.find(({ metadata }) => metadata.uid === uid)
  }

  add(pod: Pod): void {
    this.list.push(pod)
  }

  remove(uid: string): void {
    const index = this.list.findIndex(({ metadata }) => metadata.uid === uid)
    const last = index < 0 ? undefined : this.list.pop()
    if (last !== undefined && index < this.list.length) this.list[index] = last
  }

  /** The pod as it is now, if it was among them. */
  replace(pod: Pod): void {
    const { size } = this
    this.remove(pod.metadata.uid)
    if (this.size < size) this.add(pod)
  }
}
