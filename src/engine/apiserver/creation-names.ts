import type { NewObject } from '../../k8s/object'
import type { ServerContext } from './request'

const GENERATED_SUFFIX = 5
const MAX_GENERATED_BASE = 63 - GENERATED_SUFFIX

/** How errors call an object that has no name yet. */
// Models staging/src/k8s.io/apiserver/pkg/admission/errors.go extractResourceName
export function nameInErrors({ metadata }: NewObject): string {
  return metadata.name || metadata.generateName || 'Unknown'
}

// Models staging/src/k8s.io/apiserver/pkg/storage/names/generate.go simpleNameGenerator
export function generatedName(server: ServerContext, base: string | undefined): string {
  if (base === undefined || base === '') return ''
  return base.slice(0, MAX_GENERATED_BASE) + server.random.suffix(GENERATED_SUFFIX)
}
