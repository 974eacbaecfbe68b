import type { Documentation } from '../kubectl/documentation/documentation'

/** kubectl's long texts: its help and what `explain` tells. Undefined when they cannot be loaded: kubectl works without. */
export async function loadDocumentation(): Promise<Documentation | undefined> {
  try {
    const [{ ALL_COMMAND_HELP }, { default: api }] = await Promise.all([
      import('../kubectl/documentation/all-command-help'),
      import('virtual:kubernetes-documentation'),
    ])
    return { commands: ALL_COMMAND_HELP, api: JSON.parse(api) }
  } catch {
    return undefined
  }
}
