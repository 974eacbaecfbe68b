import { compareText } from '../../base/compare-text'
import type { Describer } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

/** A rule of a role, as it is stored. */
interface PolicyRule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
  readonly verbs?: readonly string[]
}

/** What one line tells of: a resource, one named object of it, or a path. */
interface RuleLine {
  readonly group: string
  readonly resource: string
  readonly resourceNames: readonly string[]
  readonly paths: readonly string[]
  readonly verbs: readonly string[]
}

export const describeRole: Describer = (w, { metadata, rules }) => {
  w.line(0, `Name:\t${metadata.name}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, 'PolicyRule:')
  w.line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs')
  w.line(1, '---------\t-----------------\t--------------\t-----')
  for (const line of linesOf((rules as readonly PolicyRule[] | undefined) ?? [])) {
    const { paths, resourceNames, verbs } = line
    w.line(1, `${fullName(line)}\t[${paths.join(' ')}]\t[${resourceNames.join(' ')}]\t[${verbs.join(' ')}]`)
  }
}

// Models staging/src/k8s.io/kubectl/pkg/util/rbac/rbac.go BreakdownRule, CompactRules and SortableRuleSlice
function linesOf(rules: readonly PolicyRule[]): readonly RuleLine[] {
  const compact = new Map<string, RuleLine>()
  for (const line of rules.flatMap(broken)) {
    // Paths are not brought together.
    const key = JSON.stringify([
      line.group,
      line.resource,
      line.resourceNames,
      line.paths,
      line.paths.length && line.verbs,
    ])
    const { verbs = [] } = compact.get(key) ?? {}
    compact.set(key, { ...line, verbs: [...new Set([...verbs, ...line.verbs])] })
  }
  return [...compact.values()].sort((a, b) => compareText(goText(a), goText(b)))
}

function broken(rule: PolicyRule): readonly RuleLine[] {
  const { apiGroups = [], resources = [], nonResourceURLs = [], resourceNames = [], verbs = [] } = rule
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map(name => [name])
  return verbs.flatMap(verb => [
    ...apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        names.map(named => ({ group, resource, resourceNames: named, paths: [], verbs: [verb] })),
      ),
    ),
    ...nonResourceURLs.map(path => ({ group: '', resource: '', resourceNames: [], paths: [path], verbs: [verb] })),
  ])
}

/** As Go prints the rule: lines are in the order of these texts. */
const goText = ({ verbs, group, resource, resourceNames, paths }: RuleLine) =>
  `{Verbs:[${verbs.join(' ')}],APIGroups:[${group}],Resources:[${resource}],ResourceNames:[${resourceNames.join(' ')}],NonResourceURLs:[${paths.join(' ')}],}`

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go CombineResourceGroup
function fullName({ group, resource }: RuleLine): string {
  const [kind = '', ...subresource] = resource.split('/')
  return [group === '' ? kind : `${kind}.${group}`, ...(subresource.length > 0 ? [subresource.join('/')] : [])].join(
    '/',
  )
}
