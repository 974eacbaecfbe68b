import { compareText } from '../../base/compare-text'
import { OLDER_WORKLOAD_VERSIONS } from '../../k8s/older-workloads'
import { apiVersionOf } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { usageError } from '../command/failure'
import { immediate } from '../command/immediate'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiversions.go
export const apiVersionsCommand: CommandSpec = {
  name: 'api-versions',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  group: 'Other Commands',
  run: immediate(({ args, io, path, session }) => {
    if (args.length > 0) throw usageError(path, `unexpected arguments: [${args.join(' ')}]`)
    const versions = session.client
      .resourceTypes()
      .flatMap(type => [type.version, ...(type.olderVersions ?? [])].map(version => apiVersionOf({ ...type, version })))
    if (session.version.servesOlderWorkloads) versions.push(...OLDER_WORKLOAD_VERSIONS)
    for (const version of [...new Set(versions)].sort(compareText)) io.out(`${version}\n`)
    return 0
  }),
}
