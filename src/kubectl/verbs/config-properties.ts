import { isRecord } from '../../base/fields'
import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import type { Kubeconfig } from '../kubeconfig'

/** `current-context`, `contexts.lab.namespace`: a path into the kubeconfig. */
type Property = readonly string[]

export const setPropertyCommand: CommandSpec = {
  name: 'set',
  short: 'Set an individual value in a kubeconfig file',
  flags: [{ name: 'set-raw-bytes', type: 'optional', bare: 'true', default: 'false' }],
  run: immediate(({ args, io, path, session }) => {
    const [name, value] = args
    if (name === undefined || value === undefined || args.length > 2) {
      throw usageError(path, `Unexpected args: [${args.join(' ')}]`)
    }
    session.kubeconfig.current = changed(session.kubeconfig.current, propertyOf(name), value)
    io.out(`Property ${JSON.stringify(name)} set.\n`)
    return 0
  }),
}

export const unsetPropertyCommand: CommandSpec = {
  name: 'unset',
  short: 'Unset an individual value in a kubeconfig file',
  run: immediate(({ args, io, path, session }) => {
    const [name] = args
    if (name === undefined || args.length > 1) throw usageError(path, `Unexpected args: [${args.join(' ')}]`)
    session.kubeconfig.current = changed(session.kubeconfig.current, propertyOf(name), undefined)
    io.out(`Property ${JSON.stringify(name)} unset.\n`)
    return 0
  }),
}

function propertyOf(name: string): Property {
  const [first = '', ...rest] = name.split('.')
  if (first === 'current-context') return ['currentContext']
  if (first !== 'contexts' && first !== 'clusters' && first !== 'users') {
    throw new PlainError(`unable to locate path ${first}`)
  }
  return [first, ...rest]
}

/** The kubeconfig with another value at one place; undefined takes it away. */
function changed(config: Kubeconfig, property: Property, value: string | undefined): Kubeconfig {
  const change = (record: Readonly<Record<string, unknown>>, [name = '', ...rest]: Property): object => {
    if (rest.length > 0) {
      const below = record[name]
      return { ...record, [name]: change(isRecord(below) ? below : {}, rest) }
    }
    const { [name]: _, ...others } = record
    return value === undefined ? others : { ...others, [name]: value }
  }
  const { currentContext = '', ...entries } = change({ ...config }, property) as Partial<Kubeconfig>
  return { clusters: {}, users: {}, contexts: {}, ...entries, currentContext }
}
