import { dnsLabel, dnsSubdomain, type TextRule } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { DEFAULT_VERSION, type VersionBehaviour } from '../../version-behaviour'
import { behaviourOf } from '../../versions/index'
import type { FieldError } from '../field-error'
import type { Errors } from './field-errors'
import { validateNewNode, validateNodeUpdate } from './nodes'
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta'
import { validateNewPod, validatePodUpdate } from './pods'
import { validateLimitRange, validateResourceQuota } from './quotas'
import { validateService, validateServiceChange } from './services'
import {
  validateConfigMap,
  validateNamespace,
  validatePodDisruptionBudget,
  validatePriorityClass,
  validatePriorityClassUpdate,
  validateSecret,
  validateUnchangedIfImmutable,
} from './small-kinds'
import { validateDaemonSet, validateDeployment, validateReplicaSet, validateSelectorUnchanged } from './workloads'

/** How one kind is judged. */
interface Validation {
  readonly clusterScoped?: boolean
  /** What its name must look like; DNS subdomain when absent. */
  readonly name?: TextRule
  /** The content of a new object, and of a changed one when `update` does not say otherwise. */
  readonly content?: (object: KubeObject, behaviour: VersionBehaviour) => Errors
  /** What only a change can do wrong. It is asked before `content`. */
  readonly change?: (object: KubeObject, before: KubeObject) => Errors
  /** In place of `content` for a changed object. */
  readonly update?: (object: KubeObject, before: KubeObject) => Errors
}

const VALIDATIONS: Readonly<Record<string, Validation>> = {
  configmaps: { content: validateConfigMap, change: validateUnchangedIfImmutable },
  secrets: { content: validateSecret, change: validateUnchangedIfImmutable },
  namespaces: { clusterScoped: true, name: dnsLabel, content: validateNamespace },
  nodes: { clusterScoped: true, content: validateNewNode, update: validateNodeUpdate },
  pods: { content: validateNewPod, update: validatePodUpdate },
  services: { name: dnsLabel, content: validateService, change: validateServiceChange },
  'daemonsets.apps': { content: validateDaemonSet, change: validateSelectorUnchanged },
  'deployments.apps': { content: validateDeployment, change: validateSelectorUnchanged },
  'replicasets.apps': { content: validateReplicaSet, change: validateSelectorUnchanged },
  'poddisruptionbudgets.policy': { content: validatePodDisruptionBudget },
  'priorityclasses.scheduling.k8s.io': {
    clusterScoped: true,
    content: validatePriorityClass,
    change: validatePriorityClassUpdate,
  },
  resourcequotas: { content: validateResourceQuota },
  limitranges: { content: validateLimitRange },
  serviceaccounts: {},
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
): readonly FieldError[] {
  const validation = VALIDATIONS[resource]
  if (validation === undefined) return []
  const { clusterScoped = false, name = dnsSubdomain, content, change, update } = validation
  if (before === undefined)
    return [...validateObjectMeta(object.metadata, !clusterScoped, name), ...(content?.(object, behaviour) ?? [])]
  return [
    ...validateObjectMetaUpdate(object.metadata, before.metadata),
    ...(change?.(object, before) ?? []),
    ...((update === undefined ? content?.(object, behaviour) : update(object, before)) ?? []),
  ]
}
