import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { KUBECONFIG_PATH, type Kubeconfig, named, without } from '../kubeconfig'
import { printHelp, unexpectedArguments } from './config-arguments'

/** The commands on clusters or on users: they differ in their words only. */
interface EntryWords {
  readonly of: 'clusters' | 'users'
  /** As in the names of the commands. */
  readonly name: string
  readonly plural: string
  readonly label: string
  readonly setName: string
  readonly shorts: { readonly get: string; readonly set: string; readonly delete: string }
  readonly flags: readonly FlagSpec[]
  /** Which of the flags are kept, and as what. */
  readonly kept: readonly string[]
}

function commandsOn(words: EntryWords): Readonly<Record<'get' | 'set' | 'delete', CommandSpec>> {
  const { of, name, plural, label, setName, shorts, flags, kept } = words
  const withEntries = (config: Kubeconfig, entries: object): Kubeconfig => ({ ...config, [of]: entries })
  const get: CommandSpec = {
    name: `get-${plural}`,
    short: shorts.get,
    run: immediate(({ io, session }) => {
      const names = named<object>(session.kubeconfig.current[of]).map(([entry]) => `${entry}\n`)
      io.out(`NAME\n${names.join('')}`)
      return 0
    }),
  }
  const set: CommandSpec = {
    name: setName,
    short: shorts.set,
    flags,
    run: immediate(invocation => {
      const { args, flags: given, io, session } = invocation
      const [entry] = args
      if (entry === undefined || args.length > 1)
        throw unexpectedArguments(invocation, set, of === 'users' ? 'unexpected' : 'Unexpected')
      const { current } = session.kubeconfig
      const values = kept
        .filter(flag => given.changed(flag))
        .map(flag => [flag, flag.startsWith('insecure') ? given.bool(flag) : given.string(flag)])
      const changed = { ...current[of][entry], ...Object.fromEntries(values) }
      session.kubeconfig.current = withEntries(current, { ...current[of], [entry]: changed })
      io.out(`${label} ${JSON.stringify(entry)} set.\n`)
      return 0
    }),
  }
  const remove: CommandSpec = {
    name: `delete-${name}`,
    short: shorts.delete,
    run: immediate(invocation => {
      const { args, io, path, session } = invocation
      const [entry] = args
      if (entry === undefined || args.length > 1) {
        if (of === 'users') throw usageError(path, 'user to delete is required')
        printHelp(invocation, remove)
        return 0
      }
      const { current } = session.kubeconfig
      if (current[of][entry] === undefined) {
        throw new PlainError(`cannot delete ${name} ${entry}, not in ${KUBECONFIG_PATH}`)
      }
      session.kubeconfig.current = withEntries(current, without<object>(current[of], entry))
      io.out(`deleted ${name} ${entry} from ${KUBECONFIG_PATH}\n`)
      return 0
    }),
  }
  return { get, set, delete: remove }
}

export const CLUSTER_COMMANDS = commandsOn({
  of: 'clusters',
  name: 'cluster',
  plural: 'clusters',
  label: 'Cluster',
  setName: 'set-cluster',
  shorts: {
    get: 'Display clusters defined in the kubeconfig',
    set: 'Set a cluster entry in kubeconfig',
    delete: 'Delete the specified cluster from the kubeconfig',
  },
  flags: [
    { name: 'certificate-authority', type: 'string', default: "''" },
    { name: 'embed-certs', type: 'optional', bare: 'true', default: 'false' },
    { name: 'insecure-skip-tls-verify', type: 'bool', default: 'false' },
    { name: 'server', type: 'string', default: "''" },
    { name: 'tls-server-name', type: 'string', default: "''" },
    { name: 'proxy-url', type: 'string', default: "''" },
  ],
  kept: ['server', 'insecure-skip-tls-verify'],
})

export const USER_COMMANDS = commandsOn({
  of: 'users',
  name: 'user',
  plural: 'users',
  label: 'User',
  setName: 'set-credentials',
  shorts: {
    get: 'Display users defined in the kubeconfig',
    set: 'Set a user entry in kubeconfig',
    delete: 'Delete the specified user from the kubeconfig',
  },
  flags: [
    { name: 'auth-provider', type: 'string', default: "''" },
    { name: 'auth-provider-arg', type: 'list', default: '[]' },
    { name: 'client-certificate', type: 'string', default: "''" },
    { name: 'client-key', type: 'string', default: "''" },
    { name: 'password', type: 'string', default: "''" },
    { name: 'token', type: 'string', default: "''" },
    { name: 'username', type: 'string', default: "''" },
    { name: 'embed-certs', type: 'optional', bare: 'true', default: 'false' },
    { name: 'exec-api-version', type: 'string', default: "''" },
    { name: 'exec-arg', type: 'list', default: '[]' },
    { name: 'exec-command', type: 'string', default: "''" },
    { name: 'exec-env', type: 'list', default: '[]' },
    { name: 'exec-interactive-mode', type: 'string', default: "''" },
    { name: 'exec-provide-cluster-info', type: 'optional', bare: 'true', default: 'false' },
  ],
  kept: ['token', 'username', 'password'],
})
