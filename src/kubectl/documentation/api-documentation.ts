/** What the fields of the API are for: the editor's schema, in the form that `explain` reads. */
export interface ApiDocumentation {
  /** The type of a kind, by `apps/v1 DaemonSet`. */
  readonly kinds: Readonly<Record<string, string>>
  readonly types: Readonly<Record<string, TypeDocumentation>>
}

export interface TypeDocumentation {
  readonly description?: string
  /** Absent for types that are written as one value (`Quantity`). */
  readonly fields?: Readonly<Record<string, FieldDocumentation>>
}

export interface FieldDocumentation {
  /** As explain prints it: `[]Container`, `map[string]string`, `integer`. */
  readonly type: string
  /** The key of the type that the field, or one item of it, is of. */
  readonly of?: string
  readonly description?: string
  readonly required?: boolean
  readonly values?: readonly string[]
}
