import { toGoJson, toOrderedJson } from '../../k8s/go-json'

/** JSON as `kubectl -o json` prints it. */
export function toPrettyJson(value: unknown): string {
  return `${toGoJson(value, 4)}\n`
}

/** JSON of what is a struct in Go: its fields in the order in which they are written here. */
export function toStructJson(value: unknown, indent = 4): string {
  return `${toOrderedJson(value, indent)}\n`
}
