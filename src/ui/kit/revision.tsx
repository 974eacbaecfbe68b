import { classNames } from './class-names'

/** Looks that can be told apart; after the sixth they start again, the mark still says which it is. */
export const REVISION_LOOKS = 6

/** Which look, from 0, a revision (counted from 1) has. */
export function revisionLook(revision: number): number {
  return (Math.max(1, revision) - 1) % REVISION_LOOKS
}

/** The class that carries the tint, ink and pattern of a revision (counted from 1). */
export function revisionClass(revision: number): string {
  return `revision-${revisionLook(revision) + 1}`
}

/** The short mark of a revision: `r2`. */
export function RevisionMark({ revision, className }: { readonly revision: number; readonly className?: string }) {
  return <span className={classNames('revision-mark', revisionClass(revision), className)}>r{revision}</span>
}
