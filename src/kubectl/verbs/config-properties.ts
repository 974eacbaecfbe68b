import { isRecord } from '../../base/fields'
import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import type { Kubeconfig } from '../kubeconfig'
import { unexpectedArguments } from './config-arguments'

/** `current-context`, `contexts.lab.namespace`: a path into the kubeconfig. */
type Property = readonly string[]

export const setPropertyCommand: CommandSpec = {
  name: 'set',
  short: 'Set an individual value in a kubeconfig file',
  flags: [{ name: 'set-raw-bytes', type: 'optional', bare: 'true', default: 'false' }],
  run: immediate(invocation => {
    const { args, io, session } = invocation
    const [name, value] = args
    if (name === undefined || value === undefined || args.length > 2) {
      throw unexpectedArguments(invocation, setPropertyCommand)
    }
    session.kubeconfig.current = changed(session.kubeconfig.current, propertyOf(name), value)
    io.out(`Property ${JSON.stringify(name)} set.\n`)
    return 0
  }),
}

export const unsetPropertyCommand: CommandSpec = {
  name: 'unset',
  short: 'Unset an individual value in a kubeconfig file',
  run: immediate(invocation => {
    const { args, io, session } = invocation
    const [name] = args
    if (name === undefined || args.length > 1) throw unexpectedArguments(invocation, unsetPropertyCommand)
    const { current } = session.kubeconfig
    const property = propertyOf(name)
    const [of = '', entry = ''] = property
    const entries = current[of as keyof Kubeconfig]
    if (property.length > 2 && isRecord(entries) && entries[entry] === undefined)
      throw new PlainError(`current map key \`${entry}\` is invalid`)
    session.kubeconfig.current = changed(current, property, undefined)
    io.out(`Property ${JSON.stringify(name)} unset.\n`)
    return 0
  }),
}

/** Which fields the entries of the kubeconfig have. */
const FIELDS = {
  clusters: [
    'server',
    'tls-server-name',
    'insecure-skip-tls-verify',
    'certificate-authority',
    'certificate-authority-data',
    'proxy-url',
    'disable-compression',
    'extensions',
  ],
  users: [
    'client-certificate',
    'client-certificate-data',
    'client-key',
    'client-key-data',
    'token',
    'tokenFile',
    'act-as',
    'act-as-uid',
    'act-as-groups',
    'act-as-user-extra',
    'username',
    'password',
    'auth-provider',
    'exec',
    'extensions',
  ],
  contexts: ['cluster', 'user', 'namespace', 'extensions'],
} as const

/** Parts a path at its dots; names of entries may have dots too. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/config/navigation_step_parser.go newNavigationSteps
function propertyOf(path: string): Property {
  const [first = '', ...rest] = path.split('.')
  if (first === 'current-context' && rest.length === 0) return ['currentContext']
  if (first !== 'contexts' && first !== 'clusters' && first !== 'users')
    throw new PlainError(`unable to parse ${path} after [] at api.Config`)
  if (rest.length === 0) return [first]
  const fields: readonly string[] = FIELDS[first]
  const known = rest.findIndex((part, index) => index > 0 && fields.includes(part))
  const entry = (known < 0 ? rest : rest.slice(0, known)).join('.')
  if (known < 0) return [first, entry]
  if (known < rest.length - 1) throw new PlainError(`unable to parse one or more field values of ${path}`)
  return [first, entry, ...rest.slice(known)]
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
