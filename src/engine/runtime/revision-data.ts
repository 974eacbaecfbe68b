import { canonicalText } from '../../k8s/canonical-text'
import type { PodTemplate } from '../../k8s/pod'
import type { ControllerRevision } from '../../k8s/workload'

/** What a revision keeps: a patch that puts the template back. */
// Models pkg/controller/daemon/update.go and pkg/controller/statefulset/stateful_set_utils.go getPatch
export function revisionData(template: PodTemplate): unknown {
  return { spec: { template: { ...template, $patch: 'replace' } } }
}

/** The template that a revision keeps; undefined when it keeps something else. */
export function templateOfRevision({ data }: ControllerRevision): PodTemplate | undefined {
  const { template } = (data as { readonly spec?: { readonly template?: PodTemplate } } | undefined)?.spec ?? {}
  if (template === undefined) return undefined
  const { $patch: _, ...rest } = template as PodTemplate & { readonly $patch?: string }
  return rest
}

const dataTexts = new WeakMap<object, string>()

// Models pkg/controller/daemon/update.go Match
export function holdsTemplate(revision: ControllerRevision, template: PodTemplate): boolean {
  const { data } = revision
  if (data === null || typeof data !== 'object') return false
  return (
    remembered(data, () => canonicalText(data)) === remembered(template, () => canonicalText(revisionData(template)))
  )
}

function remembered(key: object, make: () => string): string {
  let text = dataTexts.get(key)
  if (text === undefined) {
    text = make()
    dataTexts.set(key, text)
  }
  return text
}
