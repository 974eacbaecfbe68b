import { apiVersionOf, resourceNameOf } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { toPrettyJson } from '../output/json-printer'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { toYaml } from '../output/yaml-printer'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiresources.go
export const apiResourcesCommand: CommandSpec = {
  name: 'api-resources',
  short: 'Print the supported API resources on the server',
  group: 'Other Commands',
  flags: [
    { name: 'api-group', type: 'string', default: "''" },
    { name: 'cached', type: 'bool', default: 'false' },
    { name: 'categories', type: 'list', default: '[]' },
    {
      name: 'namespaced',
      type: 'bool',
      default: 'true',
    },
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
    { name: 'sort-by', type: 'string', default: "''" },
    { name: 'verbs', type: 'list', default: '[]' },
  ],
  run: immediate(({ args, flags, io, session, path }) => {
    if (args.length > 0) throw usageError(path, `unexpected arguments: [${args.join(' ')}]`)
    const types = session.client
      .resourceTypes()
      .filter(type => !flags.changed('api-group') || type.group === flags.string('api-group'))
      .filter(type => !flags.changed('namespaced') || type.namespaced === flags.bool('namespaced'))
      .filter(type => flags.commaList('categories').every(category => type.categories.includes(category)))
      .sort((a, b) => (a.group === b.group ? (a.plural < b.plural ? -1 : 1) : a.group < b.group ? -1 : 1))
    if (flags.string('output') === 'name') {
      io.out(types.map(type => `${resourceNameOf(type)}\n`).join(''))
      return 0
    }
    const rows = types.map(type =>
      [type.plural, type.shortNames.join(','), apiVersionOf(type), String(type.namespaced), type.kind].join('\t'),
    )
    if (!flags.bool('no-headers')) rows.unshift('NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND')
    io.out(`${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`)
    return 0
  }),
}

export const apiVersionsCommand: CommandSpec = {
  name: 'api-versions',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  group: 'Other Commands',
  run: immediate(({ io, session }) => {
    const versions = new Set(session.client.resourceTypes().map(apiVersionOf))
    io.out(
      [...versions]
        .sort()
        .map(version => `${version}\n`)
        .join(''),
    )
    return 0
  }),
}

const KUSTOMIZE = 'v5.8.1'

// Models staging/src/k8s.io/kubectl/pkg/cmd/version/version.go
export const versionCommand: CommandSpec = {
  name: 'version',
  short: 'Print the client and server version information',
  group: 'Other Commands',
  flags: [
    { name: 'client', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
  ],
  run: immediate(({ flags, io, session }) => {
    const { gitVersion } = session.version
    const output = flags.string('output')
    if (output === '') {
      io.out(`Client Version: ${gitVersion}\nKustomize Version: ${KUSTOMIZE}\n`)
      if (!flags.bool('client')) io.out(`Server Version: ${gitVersion}\n`)
      return 0
    }
    if (output !== 'yaml' && output !== 'json') throw new PlainError("--output must be 'yaml' or 'json'")
    const version = versionFields(gitVersion)
    const value = {
      clientVersion: version,
      kustomizeVersion: KUSTOMIZE,
      ...(flags.bool('client') ? {} : { serverVersion: version }),
    }
    io.out(output === 'yaml' ? toYaml(value) : toPrettyJson(value).replaceAll('    ', '  '))
    return 0
  }),
}

function versionFields(gitVersion: string): Readonly<Record<string, string>> {
  const [, major = '1', minor = '36'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return {
    buildDate: '2026-01-01T00:00:00Z',
    compiler: 'gc',
    gitCommit: '0000000',
    gitTreeState: 'clean',
    gitVersion,
    goVersion: 'go1.26.8',
    major,
    minor,
    platform: 'linux/amd64',
  }
}

export const clusterInfoCommand: CommandSpec = {
  name: 'cluster-info',
  short: 'Display cluster information',
  group: 'Cluster Management Commands',
  run: immediate(({ io, session, args }) => {
    if (args.length > 0)
      throw new PlainError(`unknown command "${args.join(' ')}"\nSee 'kubectl cluster-info -h' for help and examples`)
    io.out(
      `Kubernetes control plane is running at ${session.server}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    )
    return 0
  }),
}
