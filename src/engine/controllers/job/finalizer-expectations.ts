/** Pods whose finalizer a Job's sync has taken off, and whose cache does not show it yet. */
// Models pkg/controller/job/tracking_utils.go uidTrackingExpectations
export class FinalizerExpectations {
  private readonly byJob = new Map<string, Set<string>>()

  /** Uids of the pods. */
  expected(key: string): ReadonlySet<string> {
    return new Set(this.byJob.get(key))
  }

  expect(key: string, uids: Iterable<string>): void {
    const expected = this.byJob.get(key) ?? new Set()
    for (const uid of uids) expected.add(uid)
    this.byJob.set(key, expected)
  }

  /** The cache shows the pod without it, or it could not be taken off. */
  observed(key: string, uid: string): void {
    const expected = this.byJob.get(key)
    expected?.delete(uid)
    if (expected?.size === 0) this.byJob.delete(key)
  }

  forget(key: string): void {
    this.byJob.delete(key)
  }
}
