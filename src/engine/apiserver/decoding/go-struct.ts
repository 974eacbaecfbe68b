import { STRUCT_FIELDS } from './api-types.generated'
import { type GoType, parseGoType } from './go-type'

/** One field of a Go struct, as JSON carries it. */
export interface GoField {
  /** As in JSON: `httpGet`. */
  readonly name: string
  /** As in Go: `HTTPGet`. */
  readonly goName: string
  /** The embedded structs that it comes from, outermost first. */
  readonly embedded: readonly string[]
  readonly type: GoType
  readonly isPointer: boolean
  /** What is written of an empty field; `left-out-absent`: an empty value is written, an absent one is not. */
  readonly whenEmpty: 'left-out' | 'left-out-absent' | 'null' | 'zero'
}

const MARKS: Readonly<Record<string, GoField['whenEmpty']>> = {
  '?': 'left-out',
  '*': 'left-out-absent',
  '&': 'null',
}
const NO_FIELDS: ReadonlyMap<string, GoField> = new Map()

const structs = new Map<string, ReadonlyMap<string, GoField>>()

/** The fields of a struct in Go's order, by their JSON names. `key`: as types of the generated table name it, `v1.PodSpec`. */
export function fieldsOf(key: string): ReadonlyMap<string, GoField> {
  let fields = structs.get(key)
  if (fields === undefined) {
    const texts = STRUCT_FIELDS[key]
    fields =
      texts === undefined
        ? NO_FIELDS
        : new Map(Object.entries(texts).map(([name, text]) => [name, fieldOf(name, text)]))
    structs.set(key, fields)
  }
  return fields
}

function fieldOf(name: string, text: string): GoField {
  const [, mark = '', ownName, embedded = '', type = ''] =
    /^([?*&]?)(?:([A-Za-z0-9]+):)?((?:\w+>)*)(.*)$/.exec(text) ?? []
  return {
    name,
    goName: ownName ?? name.charAt(0).toUpperCase() + name.slice(1),
    embedded: embedded.split('>').slice(0, -1),
    type: parseGoType(type),
    isPointer: mark === '*' || mark === '&',
    whenEmpty: MARKS[mark] ?? 'zero',
  }
}

/** Whether the kind's fields are known, so that its objects can be judged. */
export function isKnownKind(kind: string): boolean {
  return structOfKind(kind).size > 0
}

function structOfKind(kind: string): ReadonlyMap<string, GoField> {
  return fieldsOf(`v1.${kind}`)
}
