import type { Fields } from '../../../base/fields'
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { ResourceList, Toleration } from '../../../k8s/pod'
import { duplicate, invalid, notSupportedText, required, TypedText } from '../field-error'
import { type Errors, each, oneOf, requiredText, textErrors } from './field-errors'
import { validateLabels } from './labels'
import { inKeyOrder } from './pod-template'
import { validateResources } from './resources'
import { validateTolerations } from './scheduling-rules'

/** Kinds that say how others are to be treated: classes of storage, and what a role is bound to. */

const RECLAIM_POLICIES = ['Delete', 'Retain']
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer']

// Models pkg/apis/storage/validation/validation.go ValidateStorageClass
export function* validateStorageClass(storageClass: KubeObject): Errors {
  const { provisioner, reclaimPolicy, volumeBindingMode } = storageClass as Readonly<Record<string, string | undefined>>
  if (!provisioner) yield required('provisioner')
  else
    for (const message of qualifiedName(provisioner.toLowerCase()))
      yield invalid('provisioner', provisioner.toLowerCase(), message)
  if (Object.keys((storageClass.parameters ?? {}) as Fields).includes('')) {
    yield invalid('parameters', '', 'field can not be empty.')
  }
  yield* oneOf('reclaimPolicy', reclaimPolicy, RECLAIM_POLICIES)
  yield* oneOf('volumeBindingMode', volumeBindingMode, BINDING_MODES)
  yield* validateTopologies((storageClass as StorageClass).allowedTopologies, 'allowedTopologies')
}

interface StorageClass extends KubeObject {
  readonly allowedTopologies?: readonly { readonly matchLabelExpressions?: readonly LabelValues[] }[]
}

interface LabelValues {
  readonly key?: string
  readonly values?: readonly string[]
}

/** No two terms may say the same, and one that says nothing counts as said. */
// Models validation.go validateAllowedTopologies and core ValidateTopologySelectorTerm
function* validateTopologies(terms: StorageClass['allowedTopologies'], path: string): Errors {
  const seen = new Set(['[]'])
  for (const [{ matchLabelExpressions }, at] of each(terms, path)) {
    const term = new Map<string, readonly string[]>()
    for (const [{ key = '', values }, one] of each(matchLabelExpressions, `${at}.matchLabelExpressions`)) {
      const known = new Set<string>()
      if ((values ?? []).length === 0) yield required(`${one}.values`)
      for (const [index, value] of (values ?? []).entries()) {
        if (known.has(value)) yield duplicate(`${one}.values[${index}]`, value)
        known.add(value)
      }
      yield* textErrors(`${one}.key`, key, qualifiedName)
      if (term.has(key)) yield duplicate(`${one}.key`, key)
      term.set(key, [...known].sort())
    }
    const text = JSON.stringify([...term].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (seen.has(text)) yield duplicate(`${at}.matchLabelExpressions`, '')
    seen.add(text)
  }
}

// Models validation.go ValidateStorageClassUpdate
export function* validateStorageClassUpdate(object: KubeObject, before: KubeObject): Errors {
  const parametersOf = ({ parameters }: KubeObject) => inKeyOrder((parameters ?? {}) as Fields)
  if (JSON.stringify(parametersOf(object)) !== JSON.stringify(parametersOf(before))) {
    yield invalid('parameters', parametersOf(object), 'field is immutable')
  }
  if (object.provisioner !== before.provisioner) {
    yield invalid('provisioner', object.provisioner ?? '', 'field is immutable')
  }
  for (const field of ['reclaimPolicy', 'volumeBindingMode']) {
    if (object[field] !== before[field])
      yield invalid(field, new TypedText(String(object[field])), 'field is immutable')
  }
}

interface Binding extends KubeObject {
  readonly roleRef?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string }
  readonly subjects?: readonly Subject[]
}

interface Subject {
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly apiGroup?: string
}

const RBAC = 'rbac.authorization.k8s.io'
const SUBJECTS = ['ServiceAccount', 'User', 'Group']

// Models pkg/apis/rbac/validation/validation.go ValidateRoleBinding and ValidateClusterRoleBinding
export function* validateBinding(object: KubeObject): Errors {
  const { kind, roleRef, subjects } = object as Binding
  const kinds = kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole']
  const { apiGroup = '', kind: role = '', name = '' } = roleRef ?? {}
  if (apiGroup !== RBAC) yield notSupportedText('roleRef.apiGroup', apiGroup, [RBAC])
  if (!kinds.includes(role)) yield notSupportedText('roleRef.kind', role, kinds)
  if (name === '') yield required('roleRef.name')
  for (const [index, subject] of (subjects ?? []).entries()) yield* validateSubject(subject, kind, `subjects[${index}]`)
}

function* validateSubject(subject: Subject, bindingKind: string, path: string): Errors {
  const { kind = '', name = '', namespace = '', apiGroup = '' } = subject
  if (name === '') yield required(`${path}.name`)
  const group = kind === 'ServiceAccount' ? '' : RBAC
  if (kind === 'ServiceAccount' && name !== '') yield* textErrors(`${path}.name`, name, dnsSubdomain)
  if (!SUBJECTS.includes(kind)) yield notSupportedText(`${path}.kind`, kind, SUBJECTS)
  else if (apiGroup !== group) yield notSupportedText(`${path}.apiGroup`, apiGroup, [group])
  const isClusterWide = bindingKind === 'ClusterRoleBinding'
  if (kind === 'ServiceAccount' && namespace === '' && isClusterWide) yield required(`${path}.namespace`)
}

/** What is bound stays; other roles need another binding. */
export function* validateBindingChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [object as Binding, before as Binding]
  if (JSON.stringify(now.roleRef) !== JSON.stringify(was.roleRef)) {
    const { apiGroup = '', kind = '', name = '' } = now.roleRef ?? {}
    yield invalid('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')
  }
}

interface Rule {
  readonly verbs?: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

// Models rbac/validation/validation.go ValidatePolicyRule
export function* validateRole(object: KubeObject): Errors {
  for (const [index, rule] of ((object.rules ?? []) as readonly Rule[]).entries()) {
    const path = `rules[${index}]`
    const [verbs, apiGroups, resources] = [rule?.verbs ?? [], rule?.apiGroups ?? [], rule?.resources ?? []]
    const nonResourceURLs = rule?.nonResourceURLs ?? []
    if (verbs.length === 0) yield required(`${path}.verbs`, 'verbs must contain at least one value')
    if (nonResourceURLs.length > 0) {
      if (object.kind === 'Role') {
        const why = 'namespaced rules cannot apply to non-resource URLs'
        yield invalid(`${path}.nonResourceURLs`, nonResourceURLs, why)
      }
      if (apiGroups.length > 0 || resources.length > 0) {
        const why = 'rules cannot apply to both regular resources and non-resource URLs'
        yield invalid(`${path}.nonResourceURLs`, nonResourceURLs, why)
      }
      continue
    }
    if (apiGroups.length === 0) {
      yield required(`${path}.apiGroups`, 'resource rules must supply at least one api group')
    }
    if (resources.length === 0) yield required(`${path}.resources`, 'resource rules must supply at least one resource')
  }
}

interface RuntimeClass extends KubeObject {
  readonly handler?: string
  readonly overhead?: { readonly podFixed?: ResourceList }
  readonly scheduling?: {
    readonly nodeSelector?: Readonly<Record<string, string>>
    readonly tolerations?: readonly Toleration[]
  }
}

// Models pkg/apis/node/validation/validation.go ValidateRuntimeClass
export function* validateRuntimeClass(object: KubeObject): Errors {
  const { handler, overhead, scheduling } = object as RuntimeClass
  yield* requiredText('handler', handler, dnsLabel)
  if (overhead?.podFixed !== undefined) yield* validateResources({ limits: overhead.podFixed }, 'overhead', [])
  yield* validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector')
  yield* validateTolerations(scheduling?.tolerations, 'scheduling.tolerations')
}

// Models validation.go ValidateRuntimeClassUpdate
export function* validateHandlerUnchanged(object: KubeObject, before: KubeObject): Errors {
  if (object.handler !== before.handler) yield invalid('handler', object.handler ?? '', 'field is immutable')
}
