import { HOME } from '../base/home'

/** What `~/.kube/config` holds: who goes to which cluster. A value: commands put a new one in its place. */
export interface Kubeconfig {
  readonly clusters: Entries<ClusterEntry>
  readonly users: Entries<UserEntry>
  readonly contexts: Entries<ContextEntry>
  /** '' when none is set. */
  readonly currentContext: string
}

export type Entries<T> = Readonly<Record<string, T>>

export interface ClusterEntry {
  readonly server?: string
  readonly 'insecure-skip-tls-verify'?: boolean
}

export interface UserEntry {
  readonly token?: string
}

export interface ContextEntry {
  readonly cluster?: string
  readonly user?: string
  readonly namespace?: string
}

/** Where the file is said to be. */
export const KUBECONFIG_PATH = `${HOME}/.kube/config`

/** Who the page's person is. */
export const ADMIN = 'admin'
/** The group that may do everything. */
export const ADMINS = 'system:masters'

const LAB = 'lab'

/** The server of the cluster on the page. */
export const SERVER = 'https://127.0.0.1:6443'

/** One cluster, its administrator, and a context that joins them. */
export function homeKubeconfig(namespace: string): Kubeconfig {
  return {
    clusters: { [LAB]: { 'insecure-skip-tls-verify': true, server: SERVER } },
    users: { [ADMIN]: { token: 'secret' } },
    contexts: { [LAB]: { cluster: LAB, user: ADMIN, ...(namespace === '' ? {} : { namespace }) } },
    currentContext: LAB,
  }
}

/** Only what a context needs, for `view --minify`. */
export function minified(config: Kubeconfig, name = config.currentContext): Kubeconfig {
  const context = config.contexts[name]
  return {
    clusters: only(config.clusters, context?.cluster),
    users: only(config.users, context?.user),
    contexts: only(config.contexts, name),
    currentContext: name,
  }
}

/** The file's content, with the order of Go's struct. Secrets are hidden unless `raw`. */
export function fileContent(config: Kubeconfig, raw: boolean): Readonly<Record<string, unknown>> {
  const hidden = (user: UserEntry) => (user.token === undefined || raw ? user : { ...user, token: 'REDACTED' })
  return {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: named(config.clusters).map(([name, cluster]) => ({ name, cluster: inOrder(cluster) })),
    users: named(config.users).map(([name, user]) => ({ name, user: hidden(user) })),
    contexts: named(config.contexts).map(([name, context]) => ({ name, context: inOrder(context) })),
    'current-context': config.currentContext,
  }
}

/** Names in their order. */
export function named<T>(entries: Entries<T>): readonly (readonly [string, T])[] {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Without one of the entries. */
export function without<T>(entries: Entries<T>, name: string): Entries<T> {
  const { [name]: _, ...rest } = entries
  return rest
}

function only<T>(entries: Entries<T>, name: string | undefined): Entries<T> {
  const entry = name === undefined ? undefined : entries[name]
  return name === undefined || entry === undefined ? {} : { [name]: entry }
}

const FIELD_ORDER = ['server', 'insecure-skip-tls-verify', 'cluster', 'user', 'namespace']

function inOrder(entry: ClusterEntry | ContextEntry): object {
  const values = Object.entries(entry).filter(([, value]) => value !== '')
  return Object.fromEntries(values.sort(([a], [b]) => FIELD_ORDER.indexOf(a) - FIELD_ORDER.indexOf(b)))
}
