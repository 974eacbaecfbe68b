import type { ApiDocumentation } from './api-documentation'
import type { CommandHelp } from './command-help'

/** The long texts. They are heavy, so that whoever runs kubectl loads them apart and hands them over. */
export interface Documentation {
  /** By path: `kubectl rollout status`. */
  readonly commands: Readonly<Record<string, CommandHelp>>
  readonly api: ApiDocumentation
}
