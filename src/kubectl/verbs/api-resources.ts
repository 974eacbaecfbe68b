import { compareText } from '../../base/compare-text'
import { goQuote } from '../../k8s/go-quote'
import { apiVersionOf, EVERYTHING, type ResourceType, resourceNameOf } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { toStructJson } from '../output/json-printer'
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
    { name: 'namespaced', type: 'bool', default: 'true' },
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
    { name: 'show-managed-fields', type: 'bool', default: 'false' },
    { name: 'sort-by', type: 'string', default: "''" },
    { name: 'verbs', type: 'list', default: '[]' },
  ],
  run: immediate(({ args, flags, io, session, path }) => {
    if (args.length > 0) throw usageError(path, `unexpected arguments: [${args.join(' ')}]`)
    const order = flags.string('sort-by')
    if (order !== '' && order !== 'name' && order !== 'kind')
      throw new PlainError('--sort-by accepts only name or kind')
    const types = session.client
      .resourceTypes()
      .filter(type => isWanted(type, flags))
      .sort(ORDERS[order])
    io.out(printed(types, flags))
    return 0
  }),
}

const ORDERS = {
  '': (a: ResourceType, b: ResourceType) => compareText(a.group, b.group) || compareText(a.plural, b.plural),
  name: (a: ResourceType, b: ResourceType) => compareText(a.plural, b.plural),
  kind: (a: ResourceType, b: ResourceType) => compareText(a.kind, b.kind),
}

function isWanted(type: ResourceType, flags: FlagSet): boolean {
  const { verbs = EVERYTHING } = type
  return (
    (!flags.changed('api-group') || type.group === flags.string('api-group')) &&
    (!flags.changed('namespaced') || type.namespaced === flags.bool('namespaced')) &&
    flags.commaList('categories').every(category => type.categories.includes(category)) &&
    flags.commaList('verbs').every(verb => verbs.includes(verb))
  )
}

function printed(types: readonly ResourceType[], flags: FlagSet): string {
  const format = flags.string('output')
  if (format === 'name') return types.map(type => `${resourceNameOf(type)}\n`).join('')
  if (format === '' || format === 'wide') return table(types, format === 'wide', !flags.bool('no-headers'))
  const list = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources: types.map(asApiResource) }
  if (format === 'json') return toStructJson(list)
  if (format === 'yaml' || format === 'kyaml') return toYaml(list)
  throw new PlainError(
    `unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: json,kyaml,name,wide,yaml`,
  )
}

function table(types: readonly ResourceType[], wide: boolean, headers: boolean): string {
  const rows = types.map(type => {
    const { plural, shortNames, namespaced, kind, categories, verbs = EVERYTHING } = type
    const cells = [plural, shortNames.join(','), apiVersionOf(type), String(namespaced), kind]
    return [...cells, ...(wide ? [verbs.join(','), categories.join(',')] : [])].join('\t')
  })
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])]
  if (headers) rows.unshift(header.join('\t'))
  return rows.length === 0 ? '' : `${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`
}

function asApiResource(type: ResourceType): object {
  const { plural, singular, namespaced, group, version, kind, verbs = EVERYTHING, shortNames, categories } = type
  return {
    name: plural,
    singularName: singular,
    namespaced,
    ...(group === '' ? {} : { group }),
    version,
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  }
}
