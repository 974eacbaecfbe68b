import type { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { applyJsonPatch } from '../../k8s/patch/json-patch'
import type { LateControllers } from '../controllers/index'
import type { podTemplateHash } from '../pod-template-hash'
import type { StartDelayedVolumes } from '../scheduler/delayed-volumes'
import type { admitPod } from './admission/pod-admission'
import type { validateCreate, validateUpdate } from './admission/validating-admission'
import type { readCustomObject } from './custom-objects/read-custom-object'
import type { checkDecoding } from './decoding/decode'
import type { readObject } from './decoding/read-object'
import type { readPatched } from './decoding/read-patched'
import type { writeObject } from './decoding/write-object'
import type { applyWorkloadDefaults } from './defaulting/workload-defaults'
import type { evict } from './eviction'
import type { inferredOwners } from './field-ownership/inferred-owners'
import type {
  managedFields,
  ownersOfNew,
  ownersOfUpdate,
  textAfterPatch,
  withOwnersForPatch,
} from './field-ownership/owners-of-write'
import type { applyConfiguration } from './server-side-apply/server-side-apply'
import type { withAddresses } from './service-addresses'
import type { validateObject } from './validation/validate'
import type { objectWarnings } from './validation/warnings'
import type { validateStatus } from './validation/workload-status'

/**
 * How the server reads, merges and judges what it is sent. The cluster's own components send nothing that these would change or
 * refuse, so a cluster can run without them until somebody from outside comes: the page loads them with the shell.
 */
export interface ObjectChecks {
  readonly checkDecoding: typeof checkDecoding
  readonly readObject: typeof readObject
  readonly readPatched: typeof readPatched
  readonly readCustomObject: typeof readCustomObject
  readonly applyConfiguration: typeof applyConfiguration
  readonly ownersOfNew: typeof ownersOfNew
  readonly ownersOfUpdate: typeof ownersOfUpdate
  readonly inferredOwners: typeof inferredOwners
  readonly managedFields: typeof managedFields
  readonly withOwnersForPatch: typeof withOwnersForPatch
  readonly textAfterPatch: typeof textAfterPatch
  readonly writeObject: typeof writeObject
  readonly applyJsonPatch: typeof applyJsonPatch
  readonly evict: typeof evict
  readonly validateObject: typeof validateObject
  readonly validateStatus: typeof validateStatus
  readonly objectWarnings: typeof objectWarnings
  /** There are no pods before people have made something. */
  readonly applyWorkloadDefaults: typeof applyWorkloadDefaults
  readonly admitPod: typeof admitPod
  /** What quotas, limits and the labels of a namespace forbid, which only people set. */
  readonly validateCreate: typeof validateCreate
  readonly validateUpdate: typeof validateUpdate
  readonly withAddresses: typeof withAddresses
  /** Components select by values, people by texts. */
  readonly parseLabelSelector: typeof parseLabelSelector
  /** Not for the server, but it needs the fields of all types as well, and there are no templates before people make one. */
  readonly podTemplateHash: typeof podTemplateHash
  /** Nor these: what they control, only people make. */
  readonly lateControllers: LateControllers
  readonly startDelayedVolumes: StartDelayedVolumes
}
