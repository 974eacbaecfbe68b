import type { CommandSpec } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, FIELD_SELECTOR_FLAG, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'

const SORT_BY: FlagSpec = { name: 'sort-by', type: 'string', default: "''" }
const NO_HEADERS: FlagSpec = { name: 'no-headers', type: 'bool', default: 'false' }
const CAPACITY: FlagSpec = { name: 'show-capacity', type: 'bool', default: 'false' }
const CONTAINERS: FlagSpec = { name: 'containers', type: 'bool', default: 'false' }
const SUM: FlagSpec = { name: 'sum', type: 'bool', default: 'false' }

/** There is no metrics server in the cluster, and kubectl says so. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/top
export const topCommand: CommandSpec = {
  name: 'top',
  short: 'Display resource (CPU/memory) usage',
  group: 'Cluster Management Commands',
  helpGoesToStderr: true,
  subcommands: [
    topOf('node', ['nodes', 'no'], 'Display resource (CPU/memory) usage of nodes', [
      SORT_BY,
      NO_HEADERS,
      SELECTOR_FLAG,
      CAPACITY,
    ]),
    topOf('pod', ['pods', 'po'], 'Display resource (CPU/memory) usage of pods', [
      SORT_BY,
      NO_HEADERS,
      SELECTOR_FLAG,
      FIELD_SELECTOR_FLAG,
      ALL_NAMESPACES_FLAG,
      CONTAINERS,
      SUM,
    ]),
  ],
}

function topOf(name: string, aliases: readonly string[], short: string, flags: readonly FlagSpec[]): CommandSpec {
  return {
    name,
    aliases,
    short,
    flags,
    run: immediate(() => {
      throw new PlainError('Metrics API not available')
    }),
  }
}
