import { buildApiDocumentation } from '../../scripts/api-documentation'
import { ALL_COMMAND_HELP } from '../kubectl/documentation/all-command-help'
import type { Documentation } from '../kubectl/documentation/documentation'

let made: Documentation | undefined

/** What the page loads apart: the long texts of kubectl. Made once. */
export function documentation(): Documentation {
  made ??= { commands: ALL_COMMAND_HELP, api: buildApiDocumentation() }
  return made
}
