import { ADMIN, SERVER } from '../kubeconfig'
import type { KubectlSession } from '../kubectl-session'
import { CommandFailure, PlainError } from './failure'
import type { FlagSet } from './flag-set'
import { asUser } from './impersonation'

/** Who a command goes to the server as, and where: the current context, and what the flags change of it. */
// Models staging/src/k8s.io/client-go/tools/clientcmd DirectClientConfig.ClientConfig
export function connect(session: KubectlSession, flags: FlagSet): KubectlSession {
  const { current } = session.kubeconfig
  const name = flags.string('context') || current.currentContext
  const context = current.contexts[name]
  if (context === undefined && flags.changed('context') && name !== '') {
    throw new CommandFailure(`Error in configuration: context was not found for specified context: ${name}`)
  }
  const clusterName = flags.string('cluster') || (context?.cluster ?? '')
  const cluster = current.clusters[clusterName]
  if (flags.changed('cluster') && cluster === undefined) {
    throw new PlainError(`no server found for cluster ${JSON.stringify(clusterName)}`)
  }
  const userName = flags.string('user') || (context?.user ?? '')
  if (flags.changed('user') && current.users[userName] === undefined) {
    throw new PlainError(`auth info ${JSON.stringify(userName)} does not exist`)
  }
  const server = flags.string('server') || cluster?.server || 'http://localhost:8080'
  const user = flags.string('as') || userName
  const namespace = context?.namespace ?? ''
  if (server === session.server && namespace === session.namespace && user === session.user) return session
  const there = { ...session, namespace, user, server }
  if (server !== SERVER) return unreachable(there)
  return user === ADMIN ? there : asUser(there, user)
}

/** There is nobody at the other addresses. It is said when something is asked. */
function unreachable(session: KubectlSession): KubectlSession {
  const host = session.server.replace(/^https?:\/\//, '')
  const refuse = (): never => {
    throw new CommandFailure(
      `The connection to the server ${host} was refused - did you specify the right host or port?`,
    )
  }
  const client = {
    get: refuse,
    list: refuse,
    create: refuse,
    update: refuse,
    patch: refuse,
    delete: refuse,
    takeWarnings: () => [],
    resourceTypes: refuse,
  }
  return { ...session, client }
}
