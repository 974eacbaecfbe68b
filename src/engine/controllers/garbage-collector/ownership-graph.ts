import type { KubeObject, ObjectMeta, OwnerReference } from '../../../k8s/object'

export const ORPHAN_FINALIZER = 'orphan'
export const FOREGROUND_FINALIZER = 'foregroundDeletion'

/** An object as the graph knows it. One that was never seen, but is named as an owner, is virtual. */
export interface GraphNode {
  readonly uid: string
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
  owners: readonly OwnerReference[]
  readonly dependents: Set<GraphNode>
  observed: boolean
  beingDeleted: boolean
  /** Terminating, and waiting until its dependents are gone. */
  deletingDependents: boolean
}

/** What the graph wants to have looked at: by uid. */
export interface GraphWork {
  attemptToDelete(uid: string): void
  attemptToOrphan(uid: string): void
}

const NO_OWNERS: readonly OwnerReference[] = []

/** Who owns whom, kept up to date from what the informers report. It decides what is worth a closer look, and nothing else. */
// Models pkg/controller/garbagecollector/graph_builder.go
export class OwnershipGraph {
  private readonly nodes = new Map<string, GraphNode>()
  private readonly absent = new Set<string>()

  constructor(private readonly work: GraphWork) {}

  get(uid: string): GraphNode | undefined {
    return this.nodes.get(uid)
  }

  isAbsent(uid: string): boolean {
    return this.absent.has(uid)
  }

  /** Nobody of that uid exists any more, as the API server said. */
  setAbsent(uid: string): void {
    this.absent.add(uid)
  }

  /** An object was added or changed. */
  observe(before: KubeObject | undefined, object: KubeObject): void {
    const { metadata } = object
    if (before !== undefined && isIrrelevant(before.metadata, metadata)) return
    const node = this.nodes.get(metadata.uid)
    if (node === undefined) this.insert(object)
    else this.update(node, object)
    this.processTransition(before?.metadata, metadata)
  }

  /** An object is gone; also for virtual nodes whose object turned out not to exist. */
  remove(uid: string): void {
    const node = this.nodes.get(uid)
    if (node === undefined) return
    this.nodes.delete(uid)
    for (const owner of node.owners) this.nodes.get(owner.uid)?.dependents.delete(node)
    if (node.dependents.size > 0) this.absent.add(uid)
    for (const dependent of node.dependents) this.work.attemptToDelete(dependent.uid)
    for (const owner of node.owners) {
      if (this.nodes.get(owner.uid)?.deletingDependents === true) this.work.attemptToDelete(owner.uid)
    }
  }

  /** Dependents that keep the node from being removed. */
  blockingDependents(node: GraphNode): GraphNode[] {
    return [...node.dependents].filter(dependent =>
      dependent.owners.some(owner => owner.uid === node.uid && owner.blockOwnerDeletion === true),
    )
  }

  private insert(object: KubeObject): void {
    const { uid, namespace, name, ownerReferences = NO_OWNERS } = object.metadata
    const node: GraphNode = {
      uid,
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace,
      name,
      owners: ownerReferences,
      dependents: new Set(),
      observed: true,
      beingDeleted: object.metadata.deletionTimestamp !== undefined,
      deletingDependents: isWaitingFor(object.metadata, FOREGROUND_FINALIZER),
    }
    this.nodes.set(uid, node)
    this.addToOwners(node, ownerReferences)
  }

  private update(node: GraphNode, object: KubeObject): void {
    const owners = object.metadata.ownerReferences ?? NO_OWNERS
    node.observed = true
    if (owners !== node.owners) this.changeOwners(node, owners)
    if (object.metadata.deletionTimestamp !== undefined) node.beingDeleted = true
  }

  // Models pkg/controller/garbagecollector/graph_builder.go addUnblockedOwnersToDeleteQueue
  private changeOwners(node: GraphNode, owners: readonly OwnerReference[]): void {
    const before = node.owners
    node.owners = owners
    for (const was of before) {
      const is = owners.find(owner => owner.uid === was.uid)
      if (is === undefined) this.nodes.get(was.uid)?.dependents.delete(node)
      const unblocked = was.blockOwnerDeletion === true && is?.blockOwnerDeletion !== true
      if (unblocked && this.nodes.has(was.uid)) this.work.attemptToDelete(was.uid)
    }
    this.addToOwners(
      node,
      owners.filter(owner => !before.some(was => was.uid === owner.uid)),
    )
  }

  // An owner that nobody has seen is worth a question to the API server: it may never have existed.
  private addToOwners(node: GraphNode, owners: readonly OwnerReference[]): void {
    for (const { uid, apiVersion, kind, name } of owners) {
      let owner = this.nodes.get(uid)
      if (owner === undefined) {
        owner = {
          uid,
          apiVersion,
          kind,
          name,
          namespace: node.namespace,
          owners: NO_OWNERS,
          dependents: new Set(),
          observed: false,
          beingDeleted: false,
          deletingDependents: false,
        }
        this.nodes.set(uid, owner)
        this.work.attemptToDelete(uid)
      }
      owner.dependents.add(node)
    }
  }

  // Models pkg/controller/garbagecollector/graph_builder.go processTransitions
  private processTransition(before: ObjectMeta | undefined, metadata: ObjectMeta): void {
    const starts = (finalizer: string) =>
      isWaitingFor(metadata, finalizer) && !(before !== undefined && isWaitingFor(before, finalizer))
    if (starts(ORPHAN_FINALIZER)) {
      this.work.attemptToOrphan(metadata.uid)
      return
    }
    const node = this.nodes.get(metadata.uid)
    if (node === undefined || !starts(FOREGROUND_FINALIZER)) return
    node.deletingDependents = true
    for (const dependent of node.dependents) this.work.attemptToDelete(dependent.uid)
    this.work.attemptToDelete(node.uid)
  }
}

function isIrrelevant(before: ObjectMeta, after: ObjectMeta): boolean {
  return (
    before.uid === after.uid &&
    before.ownerReferences === after.ownerReferences &&
    before.finalizers === after.finalizers &&
    before.deletionTimestamp === after.deletionTimestamp
  )
}

/** Whether the object is being deleted, and the finalizer still holds it. */
export function isWaitingFor(metadata: ObjectMeta, finalizer: string): boolean {
  return metadata.deletionTimestamp !== undefined && metadata.finalizers?.includes(finalizer) === true
}
