import { isRecord } from '../../../base/fields'
import { TEMPLATE_GENERATION_ANNOTATION } from '../../../k8s/well-known'

/** The old count of a DaemonSet's template changes lives in an annotation, which must be a number. */
// Models pkg/apis/apps/v1/conversion.go Convert_v1_DaemonSet_To_apps_DaemonSet
export function templateGenerationError(kind: string, object: unknown): string | undefined {
  if (kind !== 'DaemonSet' || !isRecord(object) || !isRecord(object.metadata)) return undefined
  const { annotations } = object.metadata
  const text = isRecord(annotations) ? annotations[TEMPLATE_GENERATION_ANNOTATION] : undefined
  if (typeof text !== 'string' || /^[+-]?\d+$/.test(text)) return undefined
  return `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`
}
