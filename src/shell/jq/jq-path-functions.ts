import { type JqFunctions, listOf, withValues } from './jq-function'
import type { Path } from './jq-item'
import { deletePaths, valueAt, withValueAt } from './jq-paths'

/** Of places in a value. */
export const PATH_FUNCTIONS: JqFunctions = {
  *'path/1'(machine, { value }, [arg], scope) {
    if (arg !== undefined) for (const path of machine.paths(arg, value, scope)) yield { value: path }
  },
  *'getpath/1'(machine, item, [arg], scope) {
    for (const path of arg === undefined ? [] : machine.values(arg, item, scope)) {
      const keys = listOf(path, 'used as a path')
      yield { value: valueAt(item.value, keys), ...(item.path === undefined ? {} : { path: [...item.path, ...keys] }) }
    }
  },
  'setpath/2': withValues((value, path = null, put = null) => withValueAt(value, listOf(path, 'used as a path'), put)),
  'delpaths/1': withValues((value, paths = null) =>
    deletePaths(
      value,
      listOf(paths, 'used as paths').map(path => listOf(path, 'used as a path')),
    ),
  ),
  *'del/1'(machine, { value }, [arg], scope) {
    const paths: Path[] = arg === undefined ? [] : [...machine.paths(arg, value, scope)]
    yield { value: deletePaths(value, paths) }
  },
}
