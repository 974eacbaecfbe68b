import type { ControllerRevision } from '../../k8s/workload'

/** Names revisions as the recorder did: by the number that each had when it was first seen, however it is renumbered later. */
export class RevisionNames {
  private readonly byHash = new Map<string, string>()

  /** Call after every step, before anything is named. */
  learn(revisions: Iterable<ControllerRevision>): void {
    for (const { metadata, revision } of revisions) {
      const hash = metadata.labels?.['controller-revision-hash']
      if (hash !== undefined && !this.byHash.has(hash)) this.byHash.set(hash, `r${revision}`)
    }
  }

  /** `r2`; `r?` for a hash that no revision ever had; undefined for no hash. */
  nameOf(hash: string | undefined): string | undefined {
    return hash === undefined ? undefined : (this.byHash.get(hash) ?? 'r?')
  }
}
