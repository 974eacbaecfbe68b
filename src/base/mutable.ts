/** T while it is being built: its fields may still be set. */
export type Mutable<T> = { -readonly [Field in keyof T]: T[Field] }
