/** How the objects of a CustomResourceDefinition are called. Until it has been checked, anything may be missing. */
export interface DefinitionNames {
  readonly plural?: string
  readonly singular?: string
  readonly kind?: string
  readonly listKind?: string
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
}
