import type { CustomVersion } from '../../k8s/custom-resource-definition'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { JsonPath } from '../output/jsonpath'
import { type Column, columns, type TablePrinter } from './table-printer'

const AGE = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }

/** Objects of a custom resource: the columns of its definition, or their age. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/tableconvertor/tableconvertor.go
export function customPrinter({ additionalPrinterColumns }: CustomVersion): TablePrinter {
  const own = additionalPrinterColumns ?? []
  const shown = (own.length > 0 ? own : [AGE]).map(column => ({
    ...column,
    path: pathOf(column.jsonPath),
  }))
  return {
    columns: [...columns('NAME'), ...shown.map(columnOf)],
    cells: (object, { now }) => [
      object.metadata.name,
      ...shown.map(({ path, type }) => {
        const text = textAt(path, object)
        return type === 'date' && text !== '' ? ageOf(text, now) : text
      }),
    ],
  }
}

function columnOf({ name, priority = 0 }: { readonly name: string; readonly priority?: number }): Column {
  return { name: name.toUpperCase(), ...(priority > 0 ? { wide: true } : {}) }
}

/** A path that cannot be read shows nothing. */
function pathOf(text: string): JsonPath | undefined {
  try {
    return new JsonPath(`{${text}}`)
  } catch {
    return undefined
  }
}

function textAt(path: JsonPath | undefined, object: KubeObject): string {
  try {
    return path?.print(object) ?? ''
  } catch {
    return ''
  }
}
