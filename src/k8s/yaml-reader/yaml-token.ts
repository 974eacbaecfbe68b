import type { Mark } from './yaml-text'

export type TokenKind =
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

/** One piece of the text. */
export interface Token {
  readonly kind: TokenKind
  readonly start: Mark
  /** Of a scalar, an anchor or an alias; the handle of a tag; the version of a directive. */
  readonly value?: string
  /** What follows the handle of a tag, or what a directive puts in the place of the handle. */
  readonly suffix?: string
  /** A scalar without quotes and without an indicator. */
  readonly isPlain?: boolean
}
