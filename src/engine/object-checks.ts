import { parseLabelSelector } from '../k8s/label-selector-parser'
import { applyJsonPatch } from '../k8s/patch/json-patch'
import { admitPod } from './apiserver/admission/pod-admission'
import { validateCreate, validateUpdate } from './apiserver/admission/validating-admission'
import { readCustomObject } from './apiserver/custom-objects/read-custom-object'
import { checkDecoding } from './apiserver/decoding/decode'
import { readObject } from './apiserver/decoding/read-object'
import { readPatched } from './apiserver/decoding/read-patched'
import { writeObject } from './apiserver/decoding/write-object'
import { applyWorkloadDefaults } from './apiserver/defaulting/workload-defaults'
import { evict } from './apiserver/eviction'
import { inferredOwners } from './apiserver/field-ownership/inferred-owners'
import {
  managedFields,
  ownersOfNew,
  ownersOfUpdate,
  textAfterPatch,
  withOwnersForPatch,
} from './apiserver/field-ownership/owners-of-write'
import type { ObjectChecks } from './apiserver/object-checks'
import { applyConfiguration } from './apiserver/server-side-apply/server-side-apply'
import { withAddresses } from './apiserver/service-addresses'
import { validateObject } from './apiserver/validation/validate'
import { objectWarnings } from './apiserver/validation/warnings'
import { validateStatus } from './apiserver/validation/workload-status'
import { START_LATE } from './controllers/late-controllers'
import { podTemplateHash } from './pod-template-hash'
import { startDelayedVolumes } from './scheduler/delayed-volumes'

export { asGoStruct } from './apiserver/decoding/go-order'

/** All of it. Heavy: it knows every field of every kind. */
export const OBJECT_CHECKS: ObjectChecks = {
  checkDecoding,
  readObject,
  readPatched,
  readCustomObject,
  writeObject,
  applyConfiguration,
  ownersOfNew,
  ownersOfUpdate,
  inferredOwners,
  managedFields,
  withOwnersForPatch,
  textAfterPatch,
  applyJsonPatch,
  evict,
  applyWorkloadDefaults,
  admitPod,
  validateObject,
  validateStatus,
  objectWarnings,
  validateCreate,
  validateUpdate,
  withAddresses,
  parseLabelSelector,
  podTemplateHash,
  lateControllers: START_LATE,
  startDelayedVolumes,
}
