import type { VersionBehaviour } from '../engine/version-behaviour'
import type { ApiClient } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import type { Documentation } from './documentation/documentation'
import { ADMIN, homeKubeconfig, type Kubeconfig, SERVER } from './kubeconfig'

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
  readonly server: string
  /** Absent while the texts have not been loaded. */
  readonly documentation?: Documentation
}

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
    server: SERVER,
    ...(documentation === undefined ? {} : { documentation }),
  }
}
