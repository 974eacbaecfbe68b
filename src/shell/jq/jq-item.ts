import type { Json } from './json-values'

/** Keys and places, from the outside in; a slice is an object with `start` and `end`. */
export type Path = readonly Json[]

/** A value on its way through a program, and where in the input it came from (undefined: from nowhere, or nobody asks). */
export interface JqItem {
  readonly value: Json
  readonly path?: Path
}

/** Results, each made when it is asked for. */
export type JqRun = Generator<JqItem, void, void>
