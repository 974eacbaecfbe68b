/** How the objects of a CustomResourceDefinition are called. Until it has been checked, anything may be missing. */
export interface DefinitionNames {
  readonly plural?: string
  readonly singular?: string
  readonly kind?: string
  readonly listKind?: string
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
}

/** How objects of one version look: the part of OpenAPI that definitions use. */
export interface ObjectSchema {
  readonly type?: string
  readonly description?: string | undefined
  readonly nullable?: boolean
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, ObjectSchema>>
  readonly additionalProperties?: ObjectSchema | boolean
  readonly items?: ObjectSchema
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly oneOf?: readonly ObjectSchema[]
  readonly anyOf?: readonly ObjectSchema[]
  readonly allOf?: readonly ObjectSchema[]
  readonly not?: ObjectSchema
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
}

/** One version of a custom resource, as its definition describes it. */
export interface CustomVersion {
  readonly name: string
  readonly served?: boolean
  readonly storage?: boolean
  readonly schema?: { readonly openAPIV3Schema?: ObjectSchema }
  readonly subresources?: { readonly status?: object }
  readonly additionalPrinterColumns?: readonly {
    readonly name: string
    readonly type: string
    readonly jsonPath: string
    readonly priority?: number
  }[]
}
