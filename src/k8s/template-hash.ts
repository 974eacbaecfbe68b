import type { PodTemplate } from './pod'
import { TEMPLATE_HASH_LABEL } from './well-known'

/** The template as its Deployment has it: without the label that its ReplicaSet added. */
export function withoutTemplateHash(template: PodTemplate): PodTemplate {
  const { [TEMPLATE_HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}
