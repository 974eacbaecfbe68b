/** What a document is made of, before its scalars have a meaning. Lines from 0. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode

interface Located {
  readonly line: number
}

export interface ScalarNode extends Located {
  readonly kind: 'scalar'
  readonly value: string
  /** In full; empty when it has none. */
  readonly tag: string
  /** Without quotes and without a tag: its text tells its type. */
  readonly isImplicit: boolean
}

export interface SequenceNode extends Located {
  readonly kind: 'sequence'
  readonly items: YamlNode[]
}

export interface MappingNode extends Located {
  readonly kind: 'mapping'
  readonly pairs: (readonly [key: YamlNode, value: YamlNode])[]
}

export interface AliasNode extends Located {
  readonly kind: 'alias'
  readonly name: string
  readonly target: Exclude<YamlNode, AliasNode>
}
