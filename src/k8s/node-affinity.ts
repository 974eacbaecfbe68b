import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, PodSpec } from './pod'
import { labelOf } from './selector'

/** What a node selector looks at. */
export interface NodeIdentity {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>> | undefined
}

type Labels = Readonly<Record<string, string>>

const NO_LABELS: Labels = {}
const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** Whether the pod's nodeSelector and its required node affinity allow the node. */
// Models staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go RequiredNodeAffinity.Match
export function matchesRequiredNodeAffinity(
  spec: Pick<PodSpec, 'nodeSelector' | 'affinity'>,
  node: NodeIdentity,
): boolean {
  const labels = node.labels ?? NO_LABELS
  for (const key in spec.nodeSelector) {
    if (labels[key] !== spec.nodeSelector[key]) return false
  }
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return !required || matchesNodeSelector(required, node)
}

/** Whether one of the selector's terms matches; a selector without terms matches no node. */
// Models nodeaffinity.go LazyErrorNodeSelector.Match
export function matchesNodeSelector(selector: NodeSelector, node: NodeIdentity): boolean {
  return (selector.nodeSelectorTerms ?? []).some(term => matchesNodeSelectorTerm(term, node))
}

/** Whether all requirements of the term match. A term that is empty or malformed matches nothing. */
// Models nodeaffinity.go nodeSelectorTerm.match
export function matchesNodeSelectorTerm(term: NodeSelectorTerm, node: NodeIdentity): boolean {
  if (isEmptyTerm(term) || !isWellFormedTerm(term)) return false
  return (
    (term.matchExpressions ?? []).every(requirement =>
      matchesLabelRequirement(requirement, node.labels ?? NO_LABELS),
    ) && (term.matchFields ?? []).every(requirement => matchesFieldRequirement(requirement, node))
  )
}

/** A term that asks for nothing: it matches no node. */
export function isEmptyTerm(term: NodeSelectorTerm): boolean {
  return (term.matchExpressions ?? []).length === 0 && (term.matchFields ?? []).length === 0
}

const wellFormed = new WeakMap<NodeSelectorTerm, boolean>()

/** Kubernetes parses the whole term first: one requirement that cannot be parsed spoils it. */
export function isWellFormedTerm(term: NodeSelectorTerm): boolean {
  let known = wellFormed.get(term)
  if (known === undefined) {
    known =
      (term.matchExpressions ?? []).every(isWellFormedExpression) && (term.matchFields ?? []).every(isWellFormedField)
    wellFormed.set(term, known)
  }
  return known
}

// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go NewRequirement
function isWellFormedExpression({ key, operator, values = [] }: NodeSelectorRequirement): boolean {
  if (!isLabelKey(key) || !values.every(isLabelValue)) return false
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
    case 'Gt':
    case 'Lt':
      return values.length === 1 && values.every(value => parseInt64(value) !== undefined)
    default:
      return false
  }
}

// Models nodeaffinity.go nodeSelectorRequirementsAsFieldSelector
function isWellFormedField({ operator, values = [] }: NodeSelectorRequirement): boolean {
  return (operator === 'In' || operator === 'NotIn') && values.length === 1
}

/** Whether the labels satisfy one requirement of matchExpressions, which must be well-formed. */
function matchesLabelRequirement({ key, operator, values = [] }: NodeSelectorRequirement, labels: Labels): boolean {
  const value = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt':
      return value !== undefined && comparesAs(operator, value, values[0] ?? '')
    default:
      return false
  }
}

/** Whether the node's field satisfies one requirement of matchFields. Only `metadata.name` has a value. */
function matchesFieldRequirement({ key, operator, values = [] }: NodeSelectorRequirement, node: NodeIdentity): boolean {
  const equal = (key === 'metadata.name' ? node.name : '') === values[0]
  return operator === 'NotIn' ? !equal : equal
}

function comparesAs(operator: 'Gt' | 'Lt', label: string, bound: string): boolean {
  const left = parseInt64(label)
  const right = parseInt64(bound)
  if (left === undefined || right === undefined) return false
  return operator === 'Gt' ? left > right : left < right
}

function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value < INT64_MIN || value > INT64_MAX ? undefined : value
}

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/')
  const prefix = slash < 0 ? undefined : key.slice(0, slash)
  const name = key.slice(slash + 1)
  if (prefix !== undefined && (prefix.length === 0 || prefix.length > 253 || !DNS_SUBDOMAIN.test(prefix))) return false
  return name.length <= 63 && NAME_PART.test(name)
}

function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME_PART.test(value))
}
