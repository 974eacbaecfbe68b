import { DEFAULT_SCHEMA, dump, Type } from 'js-yaml'

/** What only a bigint holds, printed with all its digits. */
const LARGE_NUMBER = new Type('!int64', {
  kind: 'scalar',
  predicate: value => typeof value === 'bigint',
  represent: value => String(value),
  resolve: () => false,
})

const SCHEMA = DEFAULT_SCHEMA.extend({ implicit: [LARGE_NUMBER] })

/** A stored object as YAML for people to read: no line is broken, nothing stands for something else. */
export function readableYaml(object: object): string {
  return dump(object, { schema: SCHEMA, lineWidth: -1, noRefs: true })
}
