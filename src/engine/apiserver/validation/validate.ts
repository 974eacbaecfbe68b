import { partsOf } from '../../../base/fields'
import { anyPathSegment, dnsLabel, dnsSubdomain, type TextRule } from '../../../k8s/names'
import type { KubeObject, ObjectMeta } from '../../../k8s/object'
import type { PodTemplate } from '../../../k8s/pod'
import type { ResourceType } from '../../../k8s/resources'
import { DEFAULT_VERSION, type VersionBehaviour } from '../../version-behaviour'
import { behaviourOf } from '../../versions/index'
import { validateCustomObject } from '../custom-objects/validate-custom-object'
import type { FieldError } from '../field-error'
import { validateAutoscaler } from './autoscalers'
import {
  validateBinding,
  validateBindingChange,
  validateHandlerUnchanged,
  validateRole,
  validateRuntimeClass,
  validateStorageClass,
  validateStorageClassUpdate,
} from './classes'
import { validateCronJob } from './cron-jobs'
import { validateDriver, validateDriverChange, validateNodeDrivers, validateNodeDriversChange } from './csi'
import { validateDefinitionUpdate, validateNewDefinition } from './custom-resource-definitions'
import type { Errors } from './field-errors'
import { validateControllerUnchanged, validateIngress, validateIngressClass, validateNewIngress } from './ingresses'
import { validateJobChange } from './job-change'
import { givenJobMetadata, validateJob } from './jobs'
import { validateNetworkPolicy } from './network-policies'
import { validateNode, validateNodeUpdate } from './nodes'
import { validateCommonMetadata, validateObjectMeta, validateObjectMetaUpdate } from './object-meta'
import { validatePersistentVolume, validatePersistentVolumeChange } from './persistent-volumes'
import { validatePodTemplate } from './pod-template'
import { validateNewPod, validatePodUpdate } from './pods'
import { validateLimitRange, validateResourceQuota, validateResourceQuotaChange } from './quotas'
import {
  validateControllerRevisionUpdate,
  validateEvent,
  validateLease,
  validateNewControllerRevision,
} from './records'
import { validateSecret, validateSecretType } from './secrets'
import { validateService, validateServiceChange } from './services'
import {
  validateConfigMap,
  validateNamespace,
  validatePodDisruptionBudget,
  validatePriorityClass,
  validatePriorityClassUpdate,
  validateSecurityLabels,
  validateUnchangedIfImmutable,
} from './small-kinds'
import { validateStatefulSet, validateStatefulSetUpdate } from './stateful-sets'
import { type ClaimSpec, validateClaimChange, validateClaimSpec } from './volume-claims'
import {
  validateDaemonSet,
  validateDeployment,
  validateReplicaSet,
  validateReplicationController,
  validateSelectorUnchanged,
} from './workloads'

/** How one kind is judged. */
interface Validation {
  readonly clusterScoped?: boolean
  /** What its name must look like; DNS subdomain when absent. */
  readonly name?: TextRule
  /** Its own rules say nothing of metadata: what holds for every object is asked when its content is right. */
  readonly metadataLast?: boolean
  /** What of a new object's metadata is judged: all of it, when absent. */
  readonly metadata?: (object: KubeObject) => ObjectMeta
  /** The content of a new object, and of a changed one when `update` does not say otherwise. */
  readonly content?: (object: KubeObject, behaviour: VersionBehaviour) => Errors
  /** What only a change can do wrong. It is asked before `content`, or after it when `changeLast` says so. */
  readonly change?: (object: KubeObject, before: KubeObject) => Errors
  readonly changeLast?: boolean
  /** In place of `content` for a changed object. */
  readonly update?: (object: KubeObject, before: KubeObject) => Errors
  /** Asked when there is nothing else to complain of. */
  readonly last?: (object: KubeObject) => Errors
}

const VALIDATIONS: Readonly<Record<string, Validation>> = {
  configmaps: { content: validateConfigMap, change: validateUnchangedIfImmutable },
  secrets: { content: validateSecret, change: validateSecretChange },
  namespaces: {
    clusterScoped: true,
    name: dnsLabel,
    content: validateNamespace,
    update: noErrors,
    last: validateSecurityLabels,
  },
  nodes: { clusterScoped: true, content: validateNode, change: validateNodeUpdate, changeLast: true },
  pods: { content: validateNewPod, update: validatePodUpdate },
  services: { name: dnsLabel, content: validateService, change: validateServiceChange },
  'daemonsets.apps': { content: validateDaemonSet, change: validateSelectorUnchanged },
  'deployments.apps': { content: validateDeployment, change: validateSelectorUnchanged, changeLast: true },
  'replicasets.apps': { content: validateReplicaSet, change: validateSelectorUnchanged, changeLast: true },
  'poddisruptionbudgets.policy': {
    name: anyPathSegment,
    metadataLast: true,
    content: validatePodDisruptionBudget,
  },
  'priorityclasses.scheduling.k8s.io': {
    clusterScoped: true,
    content: validatePriorityClass,
    update: validatePriorityClassUpdate,
  },
  resourcequotas: { content: validateResourceQuota, change: validateResourceQuotaChange, changeLast: true },
  limitranges: { content: validateLimitRange },
  podtemplates: { content: validateTemplateObject },
  replicationcontrollers: { content: validateReplicationController },
  'statefulsets.apps': { name: dnsLabel, content: validateStatefulSet, update: validateStatefulSetUpdate },
  'jobs.batch': { metadata: givenJobMetadata, content: validateJob, change: validateJobChange, changeLast: true },
  'cronjobs.batch': { content: validateCronJob },
  'storageclasses.storage.k8s.io': {
    clusterScoped: true,
    content: validateStorageClass,
    change: validateStorageClassUpdate,
    changeLast: true,
  },
  'runtimeclasses.node.k8s.io': {
    clusterScoped: true,
    content: validateRuntimeClass,
    change: validateHandlerUnchanged,
  },
  'roles.rbac.authorization.k8s.io': { name: anyPathSegment, content: validateRole },
  'clusterroles.rbac.authorization.k8s.io': { clusterScoped: true, name: anyPathSegment, content: validateRole },
  'rolebindings.rbac.authorization.k8s.io': {
    name: anyPathSegment,
    content: validateBinding,
    change: validateBindingChange,
    changeLast: true,
  },
  'clusterrolebindings.rbac.authorization.k8s.io': {
    clusterScoped: true,
    name: anyPathSegment,
    content: validateBinding,
    change: validateBindingChange,
    changeLast: true,
  },
  'customresourcedefinitions.apiextensions.k8s.io': {
    clusterScoped: true,
    content: validateNewDefinition,
    update: validateDefinitionUpdate,
  },
  'csidrivers.storage.k8s.io': {
    clusterScoped: true,
    content: validateDriver,
    change: validateDriverChange,
    changeLast: true,
  },
  'csinodes.storage.k8s.io': {
    clusterScoped: true,
    content: validateNodeDrivers,
    change: validateNodeDriversChange,
    changeLast: true,
  },
  'horizontalpodautoscalers.autoscaling': { content: validateAutoscaler },
  'ingresses.networking.k8s.io': { content: validateNewIngress, update: validateIngress },
  'ingressclasses.networking.k8s.io': {
    clusterScoped: true,
    content: validateIngressClass,
    change: validateControllerUnchanged,
  },
  'networkpolicies.networking.k8s.io': { content: validateNetworkPolicy },
  persistentvolumes: {
    clusterScoped: true,
    content: validatePersistentVolume,
    change: validatePersistentVolumeChange,
    changeLast: true,
  },
  persistentvolumeclaims: {
    content: claim => validateClaimSpec((claim.spec ?? {}) as ClaimSpec, 'spec'),
    change: validateClaimChange,
    changeLast: true,
  },
  serviceaccounts: {},
  events: { name: anyPathSegment, content: validateEvent },
  'leases.coordination.k8s.io': { content: validateLease },
  'controllerrevisions.apps': { content: validateNewControllerRevision, update: validateControllerRevisionUpdate },
}

function* validateSecretChange(object: KubeObject, before: KubeObject): Errors {
  yield* validateSecretType(object, before)
  yield* validateUnchangedIfImmutable(object, before)
}

function* noErrors(): Errors {}

function validateTemplateObject({ template }: KubeObject & { readonly template?: PodTemplate }): Errors {
  return validatePodTemplate(template, 'template')
}

/**
 * Everything that is wrong with an object, in the server's order and words; empty when it may be stored. The object has its
 * defaults. `before`: what it replaces, undefined for a new one. Kinds without an entry pass.
 */
export function validateObject(
  resource: string,
  object: KubeObject,
  before?: KubeObject,
  behaviour = behaviourOf(DEFAULT_VERSION),
  { custom, namespaced = true }: Partial<ResourceType> = {},
): readonly FieldError[] {
  if (custom !== undefined) {
    const content = () => validateCustomObject(custom, object)
    return [...contentErrors({ clusterScoped: !namespaced, content }, object, before, behaviour)]
  }
  const validation = VALIDATIONS[resource]
  if (validation === undefined) return []
  if (before === undefined && validation.metadataLast === true) {
    const errors = [...(validation.content?.(object, behaviour) ?? [])]
    return errors.length > 0 ? errors : [...metadataErrors(validateCommonMetadata, validation, object)]
  }
  const errors = [...contentErrors(validation, object, before, behaviour)]
  return errors.length > 0 || validation.last === undefined ? errors : [...validation.last(object)]
}

function metadataErrors(
  rules: typeof validateObjectMeta,
  { clusterScoped = false, name = dnsSubdomain, metadata }: Validation,
  object: KubeObject,
): Errors {
  return rules(metadata?.(object) ?? object.metadata, !clusterScoped, name)
}

function* contentErrors(
  validation: Validation,
  object: KubeObject,
  before: KubeObject | undefined,
  behaviour: VersionBehaviour,
): Errors {
  const { content, change, changeLast = false, update } = validation
  if (before === undefined) {
    yield* metadataErrors(validateObjectMeta, validation, object)
    if (content !== undefined) yield* content(object, behaviour)
    return
  }
  yield* validateObjectMetaUpdate(object.metadata, before.metadata)
  // What is stored has passed.
  if (update === undefined && isSameBesidesMetadata(object, before)) return
  if (change !== undefined && !changeLast) yield* change(object, before)
  if (update !== undefined) yield* update(object, before)
  else if (content !== undefined) yield* content(object, behaviour)
  if (change !== undefined && changeLast) yield* change(object, before)
}

function isSameBesidesMetadata(object: KubeObject, before: KubeObject): boolean {
  const [parts, old] = [partsOf(object), partsOf(before)]
  for (const name in parts) if (name !== 'metadata' && parts[name] !== old[name]) return false
  for (const name in old) if (name !== 'metadata' && parts[name] === undefined) return false
  return true
}
