import { classNames } from './class-names'

/** Looks that can be told apart; after the sixth they start again, the mark still says which it is. */
const LOOKS = 6

/** The class that carries the tint, ink and pattern of a revision (counted from 1). */
export function revisionClass(revision: number): string {
  return `revision-${((Math.max(1, revision) - 1) % LOOKS) + 1}`
}

/** The short mark of a revision: `r2`. */
export function RevisionMark({ revision, className }: { readonly revision: number; readonly className?: string }) {
  return <span className={classNames('revision-mark', revisionClass(revision), className)}>r{revision}</span>
}
