import type { Invocation } from './command-spec'

/** The namespace that a command works in: `-n`, or that of the context. */
export function namespaceOf({ flags, session }: Invocation): string {
  return flags.string('namespace') || session.namespace || 'default'
}

/** Whether `-n` was given: then the namespace of a manifest must be the same. */
export function namespaceIsExplicit({ flags }: Invocation): boolean {
  return flags.string('namespace') !== ''
}

/** Prints what the server warned of, on stderr. */
export function printWarnings({ session, io, warned }: Invocation): void {
  for (const warning of session.client.takeWarnings()) {
    if (!warned.has(warning)) io.err(`Warning: ${warning}\n`)
    warned.add(warning)
  }
}
