/** Joins the class names that are there: `classNames('button', quiet && 'button--quiet')`. */
export function classNames(...names: readonly (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(' ')
}
