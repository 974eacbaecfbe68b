import type { JqItem, JqRun, Path } from './jq-item'
import type { JqScope } from './jq-scope'
import type { JqNode } from './jq-syntax'
import type { Json } from './json-values'

/** What runs an expression, as the functions and assignments see it. */
export interface JqEvaluator {
  /** What is still to come, for `input` and `inputs`; undefined at the end. */
  readonly inputs: () => Json | undefined
  /** In seconds. */
  readonly now: number
  /** Throws JqError, ToolError; so do all that evaluate. */
  run(node: JqNode, item: JqItem, scope: JqScope): JqRun
  /** The results without where they came from. */
  values(node: JqNode, item: JqItem, scope: JqScope): Generator<Json, void, void>
  /** All results at once. */
  collect(node: JqNode, item: JqItem, scope: JqScope): Json[]
  /** The first result; undefined when there is none. */
  first(node: JqNode, item: JqItem, scope: JqScope): Json | undefined
  /** The paths that an expression leads to, each before the next is looked for. */
  paths(node: JqNode, value: Json, scope: JqScope): Generator<Path, void, void>
  /** Counts a step. Throws ToolError when there were too many. */
  count(): void
}
