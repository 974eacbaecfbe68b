import { type JqFunctions, plain } from './jq-function'
import { LIST_FUNCTIONS } from './jq-list-functions'
import { NUMBER_FUNCTIONS } from './jq-number-functions'
import { PATH_FUNCTIONS } from './jq-path-functions'
import { PATTERN_FUNCTIONS } from './jq-pattern-functions'
import { STREAM_FUNCTIONS } from './jq-stream-functions'
import { TEXT_FUNCTIONS } from './jq-text-functions'
import { isTrue, typeOf } from './json-values'

/** The functions that are written here; those of `jq-prelude.ts` are written in jq. */
export const JQ_FUNCTIONS: JqFunctions = {
  'not/0': plain(value => !isTrue(value)),
  'type/0': plain(typeOf),
  ...LIST_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...PATTERN_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...PATH_FUNCTIONS,
  ...STREAM_FUNCTIONS,
}
