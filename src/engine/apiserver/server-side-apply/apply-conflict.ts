import { compareText } from '../../../base/compare-text'
import { ApiError } from '../../../k8s/api-client'
import { goQuote } from '../../../k8s/go-quote'
import type { FieldConflict } from '../field-ownership/apply-fields'
import type { FieldOwner } from '../field-ownership/field-owners'
import { printPath } from '../field-ownership/path-element'

/** The refusal of a configuration that would take fields from others. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go NewConflictError
export function applyConflict(conflicts: readonly FieldConflict[]): ApiError {
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Apply failed with ${conflictText(conflicts)}`,
    details: {
      causes: conflicts.map(({ owner, path }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${printOwner(owner)}`,
        field: printPath(path),
      })),
    },
  })
}

function conflictText(conflicts: readonly FieldConflict[]): string {
  const [only] = conflicts
  if (conflicts.length === 1 && only !== undefined) {
    return `1 conflict: conflict with ${printOwner(only.owner)}: ${printPath(only.path)}`
  }
  const owners = [...new Set(conflicts.map(({ owner }) => owner))].sort(compareOwners)
  const lines = owners.flatMap(owner => [
    `conflicts with ${printOwner(owner)}:`,
    ...conflicts.filter(conflict => conflict.owner === owner).map(({ path }) => `- ${printPath(path)}`),
  ])
  return `${conflicts.length} conflicts: ${lines.join('\n')}`
}

function printOwner({ manager, operation, apiVersion, subresource }: FieldOwner): string {
  const name = subresource === '' ? goQuote(manager) : `${goQuote(manager)} with subresource ${goQuote(subresource)}`
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}

const compareOwners = (a: FieldOwner, b: FieldOwner) =>
  compareText(a.manager, b.manager) ||
  compareText(a.operation, b.operation) ||
  compareText(a.subresource, b.subresource)
