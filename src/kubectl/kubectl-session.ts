import type { VersionBehaviour } from '../engine/version-behaviour'
import type { ApiClient } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import { type AccessRule, rulesFor } from './command/access-rules'
import type { Documentation } from './documentation/documentation'
import { ADMIN, ADMINS, homeKubeconfig, type Kubeconfig, SERVER } from './kubeconfig'

/** One event of a watch. A DELETED one carries the object as it was last. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
}

/** A watch on one kind, from the moment it was opened. */
export interface Watch {
  /** What happened since the call before, in order. */
  take(): readonly WatchEvent[]
  stop(): void
}

/** What stays between the commands of one person, and who a command goes to the server as. */
export interface KubectlSession {
  readonly client: ApiClient
  /** kubectl is of the same version as the server. */
  readonly version: VersionBehaviour
  /** Watches the objects of one kind and API version (`apps/v1`, `DaemonSet`) in all namespaces. */
  watch(apiVersion: string, kind: string): Watch
  readonly kubeconfig: { current: Kubeconfig }
  /** Of the context of this command; '' is `default`. */
  readonly namespace: string
  readonly user: string
  readonly groups: readonly string[]
  /** What that person may do: everywhere, or in a namespace too. */
  rules(namespace?: string): readonly AccessRule[]
  readonly server: string
  /** Absent while the texts have not been loaded. */
  readonly documentation?: Documentation
}

const ADMIN_GROUPS: readonly string[] = [ADMINS, 'system:authenticated']

/** A session on the cluster that `client` reaches, in namespace `default`. */
export function createKubectlSession(
  client: ApiClient,
  watch: KubectlSession['watch'],
  version: VersionBehaviour,
  namespace = '',
  documentation?: Documentation,
): KubectlSession {
  return {
    client,
    watch,
    version,
    kubeconfig: { current: homeKubeconfig(namespace) },
    namespace,
    user: ADMIN,
    groups: ADMIN_GROUPS,
    rules: namespace => rulesFor(client, { user: ADMIN, groups: ADMIN_GROUPS }, namespace),
    server: SERVER,
    ...(documentation === undefined ? {} : { documentation }),
  }
}
