import { ADMINS, KUBECONFIG_PATH, SERVER } from '../kubeconfig'
import type { KubectlSession } from '../kubectl-session'
import type { CommandSpec } from './command-spec'
import { CommandFailure, PlainError } from './failure'
import { type FlagSet, parseGoDuration } from './flag-set'
import { asPerson, groupsOf } from './impersonation'

/** Who a command goes to the server as, and where: the current context, and what the flags change of it. */
// Models staging/src/k8s.io/client-go/tools/clientcmd DirectClientConfig.ClientConfig
export function connect(session: KubectlSession, command: CommandSpec, path: string, flags: FlagSet): KubectlSession {
  // A command's own `--user` is not the kubeconfig's.
  const hidden = new Set(command.flags?.map(({ name: flag }) => flag))
  const global = (flag: string) => (hidden.has(flag) ? '' : flags.string(flag))
  checkConnectionFlags(flags)
  const { current } = session.kubeconfig
  const name = global('context') || current.currentContext
  const context = current.contexts[name]
  if (context === undefined && name !== '' && !readsNoContext(path, flags)) {
    throw new CommandFailure(`Error in configuration: context was not found for specified context: ${name}`)
  }
  const clusterName = global('cluster') || (context?.cluster ?? '')
  const cluster = current.clusters[clusterName]
  if (global('cluster') !== '' && cluster === undefined) {
    throw new PlainError(`no server found for cluster ${JSON.stringify(clusterName)}`)
  }
  const userName = global('user') || (context?.user ?? '')
  if (global('user') !== '' && current.users[userName] === undefined) {
    throw new PlainError(`auth info ${JSON.stringify(userName)} does not exist`)
  }
  const server = global('server') || cluster?.server || 'http://localhost:8080'
  const impersonated = flags.string('as')
  const asGroups = flags.list('as-group')
  if (impersonated === '' && asGroups.length > 0)
    throw new PlainError(`requesting uid, groups or user-extra for ${userName} without impersonating a user`)
  const user = impersonated || userName
  const namespace = context?.namespace ?? ''
  if (server === session.server && namespace === session.namespace && user === session.user) return session
  const groups = user === session.user && asGroups.length === 0 ? session.groups : groupsOf(user, asGroups)
  const there = { ...session, namespace, user, groups, server }
  if (server !== SERVER) return unreachable(there, command, flags)
  return groups.includes(ADMINS) ? there : asPerson(there)
}

/** Commands that go to no server, and so may be used to mend the contexts. */
function readsNoContext(path: string, flags: FlagSet): boolean {
  const [, verb = ''] = path.split(' ')
  return (
    ['config', 'options', 'completion', 'help', 'plugin'].includes(verb) || (verb === 'version' && flags.bool('client'))
  )
}

function checkConnectionFlags(flags: FlagSet): void {
  const file = flags.string('kubeconfig')
  if (file !== '' && file !== KUBECONFIG_PATH && file !== '~/.kube/config')
    throw new PlainError(`stat ${file}: no such file or directory`)
  if (
    !/^\d+$/.test(flags.string('request-timeout')) &&
    parseGoDuration(flags.string('request-timeout')) === undefined
  ) {
    throw new PlainError(
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    )
  }
}

/** How long one request may last, in milliseconds; infinite when nothing is said. */
// Models staging/src/k8s.io/client-go/tools/clientcmd/config.go ParseTimeout
export function requestTimeoutOf(flags: FlagSet): number {
  const text = flags.string('request-timeout')
  const timeout = /^\d+$/.test(text) ? Number(text) * 1000 : (parseGoDuration(text) ?? 0)
  return timeout === 0 ? Number.POSITIVE_INFINITY : timeout
}

/** How often kubectl asks what the server has before it gives up; these commands ask once. */
const ASKED = 5
const ASKED_ONCE: ReadonlySet<string> = new Set(['api-resources', 'api-versions'])

/** There is nobody at the other addresses. It is said when something is asked. */
function unreachable(session: KubectlSession, command: CommandSpec, flags: FlagSet): KubectlSession {
  const refuse = (): never => {
    const host = session.server.replace(/^https?:\/\//, '')
    const [name = '', port = session.server.startsWith('https') ? '443' : '80'] = host.split(':')
    const address = `${name === 'localhost' ? '127.0.0.1' : name}:${port}`
    const timeout = flags.changed('request-timeout') ? flags.string('request-timeout') : '32s'
    const tried = `Get "${session.server}/api?timeout=${timeout}": dial tcp ${address}: connect: connection refused`
    const log = `E0101 00:00:00.000000       1 memcache.go:265] "Unhandled Error" err=${JSON.stringify(`couldn't get current server API group list: ${tried}`)}\n`
    const reason =
      command.name === 'api-versions'
        ? `error: couldn't get available api versions from server: ${tried}`
        : `The connection to the server ${host} was refused - did you specify the right host or port?`
    throw new CommandFailure(log.repeat(ASKED_ONCE.has(command.name) ? 1 : ASKED) + reason)
  }
  const client = {
    get: refuse,
    list: refuse,
    create: refuse,
    update: refuse,
    patch: refuse,
    delete: refuse,
    managedFields: refuse,
    takeWarnings: () => [],
    resourceTypes: refuse,
  }
  return { ...session, client }
}
