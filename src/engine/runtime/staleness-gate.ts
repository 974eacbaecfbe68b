import type { KubeObject } from '../../k8s/object'
import { RetryError } from './work-queue'

/** A resource that the controller watches: `pods`, `daemonsets.apps`. */
type Watched = string

/**
 * Keeps a sync from working on a cache that does not yet show what the last sync wrote: acting on it would do things twice
 * or store old numbers. One that does not guard lets everything pass.
 */
// Models pkg/controller/util/consistency/consistency.go ConsistencyStore
export class StalenessGate {
  private readonly seen = new Map<Watched, number>()
  private readonly written = new Map<string, { readonly uid: string; readonly versions: Map<Watched, number> }>()

  constructor(private readonly guards: boolean) {}

  /** The informer of that resource has delivered this object. */
  saw(resource: Watched, object: KubeObject): void {
    const version = Number(object.metadata.resourceVersion)
    if (version > (this.seen.get(resource) ?? 0)) this.seen.set(resource, version)
  }

  /** A sync of the owner `key` has written this object. */
  wrote(key: string, uid: string, resource: Watched, object: KubeObject): void {
    if (!this.guards) return
    let record = this.written.get(key)
    if (record === undefined || record.uid !== uid) {
      record = { uid, versions: new Map() }
      this.written.set(key, record)
    }
    const version = Number(object.metadata.resourceVersion)
    record.versions.set(resource, Math.max(version, record.versions.get(resource) ?? 0))
  }

  /** Throws when a write for the owner has not come back yet: the sync is tried again a little later. */
  check(key: string): void {
    if (!this.guards) return
    for (const [resource, version] of this.written.get(key)?.versions ?? []) {
      const seen = this.seen.get(resource) ?? 0
      if (version > seen) {
        throw new RetryError(
          `read version: ${seen} is not as new as written version: ${version} for group resource ${resource}`,
        )
      }
    }
    this.written.delete(key)
  }

  /** Forgets the owner: the one with this uid, or whichever has the name. */
  clear(key: string, uid?: string): void {
    if (uid === undefined || this.written.get(key)?.uid === uid) this.written.delete(key)
  }
}
