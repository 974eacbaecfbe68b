import type { Kernel, Millis } from '../kernel/kernel'

const EXPIRY: Millis = 5 * 60_000

interface Expectation {
  creations: number
  deletions: number
  /** Objects whose deletion is expected; each is counted once, however often it is reported. */
  uids: Set<string>
  since: Millis
}

/**
 * What a controller has asked for and has not yet seen in its caches. Until everything that it expects of a key has been
 * observed, or five minutes are over, it must not act on that key again: it would create or delete twice.
 */
// Models pkg/controller/controller_utils.go ControllerExpectations and UIDTrackingControllerExpectations
export class Expectations {
  private readonly byKey = new Map<string, Expectation>()

  constructor(private readonly kernel: Kernel) {}

  /** Begins to wait for `creations` new objects and for the deletion of the objects with these uids; forgets what was expected before. */
  expect(key: string, creations: number, deletedUids: Iterable<string> = []): void {
    const uids = new Set(deletedUids)
    this.byKey.set(key, { creations, deletions: uids.size, uids, since: this.kernel.now })
  }

  /** A creation has been seen, or it failed and will not be seen. */
  creationObserved(key: string): void {
    const expectation = this.byKey.get(key)
    if (expectation !== undefined) expectation.creations -= 1
  }

  /** The deletion of this object has been seen (its deletionTimestamp is enough), or it failed. */
  deletionObserved(key: string, uid: string): void {
    const expectation = this.byKey.get(key)
    if (expectation?.uids.delete(uid) === true) expectation.deletions -= 1
  }

  /** Nothing more is expected of the key, or it took so long that waiting makes no sense. */
  satisfied(key: string): boolean {
    const expectation = this.byKey.get(key)
    if (expectation === undefined) return true
    if (expectation.creations <= 0 && expectation.deletions <= 0) return true
    return this.kernel.now - expectation.since > EXPIRY
  }

  /** Forgets the key: its owner is gone. */
  forget(key: string): void {
    this.byKey.delete(key)
  }
}
