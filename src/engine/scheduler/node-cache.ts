import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'
import type { DelayedVolumes } from './delayed-volumes'
import type { PersistentVolume, PersistentVolumeClaim } from './filters/volume-claims'
import { NodeInfo } from './node-info'
import type { ClusterView, SchedulerProfile } from './plugin'

/** What the cache asks others about. */
export interface CacheSources {
  namespaceLabels(namespace: string): Readonly<Record<string, string>> | undefined
  siblingSelector(pod: Pod): LabelSelector | undefined
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined
  volume(name: string): PersistentVolume | undefined
}

/**
 * Nodes and the Pods on them, kept up to date piece by piece: a Pod costs the same on 3 nodes as on 5,000. Pods that the
 * scheduler has placed count from that moment (assumed), before the API server has confirmed them.
 */
// Models pkg/scheduler/backend/cache/cache.go
export class NodeCache implements ClusterView {
  delayed: DelayedVolumes | undefined
  private readonly infos = new Map<string, NodeInfo>()
  private readonly placeOf = new Map<string, string>()
  private readonly assumed = new Set<string>()
  private readonly withAntiAffinity = new Map<string, NodeInfo>()
  private readonly withAffinity = new Map<string, NodeInfo>()
  private list: readonly NodeInfo[] | undefined

  constructor(
    private readonly sources: CacheSources,
    readonly profile: SchedulerProfile,
  ) {}

  get nodes(): readonly NodeInfo[] {
    this.list ??= [...this.infos.values()].filter(({ node }) => node !== undefined)
    return this.list
  }

  node(name: string): NodeInfo | undefined {
    const info = this.infos.get(name)
    return info?.node === undefined ? undefined : info
  }

  nodesWithRequiredAntiAffinity(): Iterable<NodeInfo> {
    return this.withAntiAffinity.values()
  }

  nodesWithAffinity(): Iterable<NodeInfo> {
    return this.withAffinity.values()
  }

  namespaceLabels(namespace: string): Readonly<Record<string, string>> | undefined {
    return this.sources.namespaceLabels(namespace)
  }

  siblingSelector(pod: Pod): LabelSelector | undefined {
    return this.sources.siblingSelector(pod)
  }

  claim(namespace: string, name: string): PersistentVolumeClaim | undefined {
    return this.sources.claim(namespace, name)
  }

  volume(name: string): PersistentVolume | undefined {
    return this.sources.volume(name)
  }

  setNode(node: Node): void {
    const info = this.infoOf(node.metadata.name)
    if (info.node === undefined) this.list = undefined
    info.setNode(node)
    this.index(info)
  }

  removeNode(name: string): void {
    const info = this.infos.get(name)
    if (info === undefined) return
    info.setNode(undefined)
    this.list = undefined
    if (info.pods.size === 0) this.infos.delete(name)
    this.index(info)
  }

  /** A Pod that the API server says is on a node: replaces what was known or assumed of it. */
  setPod(pod: Pod): void {
    const { uid } = pod.metadata
    const name = pod.spec.nodeName ?? ''
    const place = this.placeOf.get(uid)
    if (place !== undefined && place !== name) this.removePod(uid)
    this.assumed.delete(uid)
    this.place(pod, name)
  }

  removePod(uid: string): void {
    const name = this.placeOf.get(uid)
    if (name === undefined) return
    this.placeOf.delete(uid)
    this.assumed.delete(uid)
    const info = this.infoOf(name)
    info.removePod(uid)
    if (info.node === undefined && info.pods.size === 0) this.infos.delete(name)
    this.index(info)
  }

  /** Counts the Pod as if it were on the node already, until `setPod` confirms it or `forget` takes it back. */
  assume(pod: Pod, name: string): void {
    this.assumed.add(pod.metadata.uid)
    this.place({ ...pod, spec: { ...pod.spec, nodeName: name } }, name)
  }

  isAssumed(uid: string): boolean {
    return this.assumed.has(uid)
  }

  /** True when the Pod was assumed, and is no longer. */
  forget(uid: string): boolean {
    if (!this.assumed.has(uid)) return false
    this.removePod(uid)
    return true
  }

  private place(pod: Pod, name: string): void {
    const info = this.infoOf(name)
    info.addPod(pod)
    this.placeOf.set(pod.metadata.uid, name)
    this.index(info)
  }

  private infoOf(name: string): NodeInfo {
    let info = this.infos.get(name)
    if (info === undefined) {
      info = new NodeInfo(name)
      this.infos.set(name, info)
    }
    return info
  }

  private index(info: NodeInfo): void {
    const exists = info.node !== undefined
    keep(this.withAntiAffinity, info, exists && info.podsWithRequiredAntiAffinity.size > 0)
    keep(this.withAffinity, info, exists && info.podsWithAffinity.size > 0)
  }
}

function keep(index: Map<string, NodeInfo>, info: NodeInfo, belongs: boolean): void {
  if (belongs) index.set(info.name, info)
  else if (index.size > 0) index.delete(info.name)
}
