import type { Node } from '../../../k8s/node'
import { controllerOf, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { matchesLabelSelector } from '../../../k8s/selector'
import type { DaemonSet } from '../../../k8s/workload'
import type { Informer } from '../../runtime/informer'
import { indexByNode, podsOnNode } from '../../runtime/node-index'
import type { VersionBehaviour } from '../../version-behaviour'
import { type FactsBasis, type NodeFacts, nodeFacts, targetNodeName, templateGeneration } from './node-facts'

const INDEX = 'daemon pods by owner and node'

/** Lets DaemonNodes find the pods on one node, and those that one owner has there or means for it. */
export function indexByTargetNode(pods: Informer<Pod>): void {
  indexByNode(pods)
  pods.addIndex(INDEX, pod => {
    const owner = controllerOf(pod)
    if (owner?.kind !== 'DaemonSet') return undefined
    return keyOf(owner.uid, placeOf(pod))
  })
}

const keyOf = (uid: string, node: string) => `${uid} ${node}`

/** Stands for the node of pods that are bound nowhere and name no node: adopted strangers. */
const NOWHERE = ''

/** The node under which DaemonNodes files the pod. */
export function placeOf(pod: Pod): string {
  return targetNodeName(pod) ?? NOWHERE
}

/**
 * The facts of all nodes for one DaemonSet, kept up to date: only what has changed since the last look is worked out again,
 * so that a sync over thousands of nodes costs little more than a walk over them.
 */
export class DaemonNodes {
  /** An array, because every sync walks over it; the order means nothing. */
  private readonly facts: NodeFacts[] = []
  private readonly slots = new Map<string, number>()
  private readonly changed = new Set<string>()
  /** Own pods, by node, that the selector does not match: they are to be released. */
  private readonly strays = new Map<string, readonly Pod[]>()
  /** Adopted pods, by key, which the informer does not yet show as ours. */
  private readonly assumed = new Map<string, Pod>()
  private basis: FactsBasis | undefined

  constructor(
    private readonly uid: string,
    private readonly nodes: Informer<Node>,
    private readonly pods: Informer<Pod>,
    private readonly behaviour: VersionBehaviour,
  ) {}

  /** The node, or a pod filed there, is not what it was. */
  touch(node: string): void {
    this.changed.add(node)
  }

  /** The facts of every node that there is, and of those that are gone but not their pods. Valid until the next event. */
  look(daemonSet: DaemonSet, hash: string | undefined): readonly NodeFacts[] {
    const basis = { behaviour: this.behaviour, daemonSet, hash }
    if (this.basis === undefined || !isSameBasis(this.basis, basis)) this.touchAll()
    this.basis = basis
    for (const name of this.changed) this.refresh(name, basis)
    this.changed.clear()
    return this.facts
  }

  /** Pods of the DaemonSet that have lost the labels that its selector asks for; up to date after `look`. */
  strayPods(): Pod[] {
    return [...this.strays.values()].flat()
  }

  /** Counts an adopted pod as ours from now on, though the informer has yet to hear of it. */
  assume(pod: Pod): void {
    this.assumed.set(objectKey(pod), pod)
    this.touch(placeOf(pod))
  }

  isAssumed(pod: Pod): boolean {
    return this.assumed.has(objectKey(pod))
  }

  private touchAll(): void {
    for (const node of this.nodes.list()) this.changed.add(node.metadata.name)
    for (const name of this.slots.keys()) this.changed.add(name)
    for (const pod of this.pods.list()) {
      if (controllerOf(pod)?.uid === this.uid) this.changed.add(placeOf(pod))
    }
  }

  private refresh(name: string, basis: FactsBasis): void {
    const own = this.assumedOn(name)
    const strays: Pod[] = []
    for (const pod of this.pods.byIndex(INDEX, keyOf(this.uid, name))) {
      const matches = matchesLabelSelector(basis.daemonSet.spec.selector, pod.metadata.labels)
      if (matches) own.push(pod)
      else strays.push(pod)
    }
    if (strays.length > 0) this.strays.set(name, strays)
    else this.strays.delete(name)
    if (name === NOWHERE) return
    const node = this.nodes.get(name)
    if (node === undefined && own.length === 0) this.drop(name)
    else this.put(nodeFacts(name, node, own, basis, on => this.neighboursOn(on)))
  }

  private *neighboursOn(node: string): Iterable<Pod> {
    for (const pod of podsOnNode(this.pods, node)) if (controllerOf(pod)?.uid !== this.uid) yield pod
  }

  private put(facts: NodeFacts): void {
    const slot = this.slots.get(facts.name)
    if (slot !== undefined) {
      this.facts[slot] = facts
      return
    }
    this.slots.set(facts.name, this.facts.length)
    this.facts.push(facts)
  }

  /** The last one moves into the gap. */
  private drop(name: string): void {
    const slot = this.slots.get(name)
    if (slot === undefined) return
    this.slots.delete(name)
    const last = this.facts.pop()
    if (last === undefined || last.name === name) return
    this.facts[slot] = last
    this.slots.set(last.name, slot)
  }

  private assumedOn(name: string): Pod[] {
    const there: Pod[] = []
    for (const [key, pod] of this.assumed) {
      if (placeOf(pod) !== name) continue
      const shown = this.pods.get(key)
      const isBehind =
        shown !== undefined && Number(shown.metadata.resourceVersion) < Number(pod.metadata.resourceVersion)
      if (isBehind) there.push(pod)
      else this.assumed.delete(key)
    }
    return there
  }
}

/** Everything of the DaemonSet and its revision that facts are made from. */
function isSameBasis(a: FactsBasis, b: FactsBasis): boolean {
  return (
    a.hash === b.hash &&
    a.daemonSet.spec.template === b.daemonSet.spec.template &&
    a.daemonSet.spec.selector === b.daemonSet.spec.selector &&
    a.daemonSet.spec.minReadySeconds === b.daemonSet.spec.minReadySeconds &&
    templateGeneration(a.daemonSet) === templateGeneration(b.daemonSet)
  )
}
