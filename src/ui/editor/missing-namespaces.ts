import type { Problem } from './server-errors'

/** Namespaces that the server did not find: files that others wrote are often for one that is not there yet. */
export function missingNamespaces(problems: readonly Problem[]): readonly string[] {
  const names = problems.map(({ message }) => /namespaces "([^"]+)" not found/.exec(message)?.[1])
  return [...new Set(names.filter(name => name !== undefined))]
}
