import type { CommandSpec } from '../command/command-spec'
import {
  currentContextCommand,
  deleteContextCommand,
  getContextsCommand,
  renameContextCommand,
  setContextCommand,
  useContextCommand,
} from './config-contexts'
import { CLUSTER_COMMANDS, USER_COMMANDS } from './config-entries'
import { setPropertyCommand, unsetPropertyCommand } from './config-properties'
import { viewCommand } from './config-view'

/** The kubeconfig of this page. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/config
export const configCommand: CommandSpec = {
  name: 'config',
  short: 'Modify kubeconfig files',
  group: 'Other Commands',
  helpGoesToStderr: true,
  subcommands: [
    currentContextCommand,
    CLUSTER_COMMANDS.delete,
    deleteContextCommand,
    USER_COMMANDS.delete,
    CLUSTER_COMMANDS.get,
    getContextsCommand,
    USER_COMMANDS.get,
    renameContextCommand,
    setPropertyCommand,
    CLUSTER_COMMANDS.set,
    setContextCommand,
    USER_COMMANDS.set,
    unsetPropertyCommand,
    useContextCommand,
    viewCommand,
  ],
}
