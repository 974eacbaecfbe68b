import { type Fields, isRecord } from '../../../base/fields'
import { parseJson } from '../../../k8s/big-integer'
import { toGoJson } from '../../../k8s/go-json'
import { LAST_APPLIED_ANNOTATION } from '../../../k8s/well-known'
import { compareFields } from '../field-ownership/compare-fields'
import { difference, type FieldSet, NO_FIELDS, union } from '../field-ownership/field-set'
import { fieldsOf } from '../field-ownership/fields-of'
import { shapeOfKind } from '../field-ownership/shape'

/** The manager whose server-side apply goes on from where client-side apply stopped. */
export const KUBECTL = 'kubectl'

/**
 * What client-side apply set and nobody has changed since: kubectl may take it without force. Nothing, when there is no record
 * of it.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/lastappliedmanager.go allowedConflictsFromLastApplied
export function stillAsLastApplied(kind: string, live: Fields): FieldSet {
  const record = readRecord(live)
  if (record === undefined || record.apiVersion !== live.apiVersion) return NO_FIELDS
  const shape = shapeOfKind(kind)
  const { added, modified, removed } = compareFields(shape, record, live)
  return difference(fieldsOf(shape, record), union(union(added, modified), removed))
}

function readRecord(live: Fields): Fields | undefined {
  const text = annotationsOf(live)[LAST_APPLIED_ANNOTATION]
  if (typeof text !== 'string' || text === '') return undefined
  try {
    const record = parseJson(text)
    return isRecord(record) ? record : undefined
  } catch {
    return undefined
  }
}

/** An object that carries the record of client-side apply goes on carrying it, of what was applied now. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/lastappliedupdater.go Apply
export function withRecordOf(object: Fields, applied: Fields): Fields {
  const annotations = annotationsOf(object)
  if (!annotations[LAST_APPLIED_ANNOTATION]) return object
  const record = `${toGoJson(withoutRecord(applied))}\n`
  return withAnnotations(object, { ...annotations, [LAST_APPLIED_ANNOTATION]: record })
}

function withoutRecord(applied: Fields): Fields {
  const { [LAST_APPLIED_ANNOTATION]: record, ...annotations } = annotationsOf(applied)
  return record === undefined ? applied : withAnnotations(applied, annotations)
}

function annotationsOf({ metadata }: Fields): Fields {
  const annotations = isRecord(metadata) ? metadata.annotations : undefined
  return isRecord(annotations) ? annotations : {}
}

const withAnnotations = (object: Fields, annotations: Fields): Fields => ({
  ...object,
  metadata: { ...(object.metadata as Fields), annotations },
})
