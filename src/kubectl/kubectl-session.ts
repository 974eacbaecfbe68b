import type { VersionBehaviour } from '../engine/version-behaviour'
import type { ApiClient } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import type { Documentation } from './documentation/documentation'

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

/** What stays between the commands of one person: the kubeconfig, so to say. */
export interface KubectlSession {
  readonly client: ApiClient
  /** kubectl is of the same version as the server. */
  readonly version: VersionBehaviour
  /** Watches the objects of one kind and API version (`apps/v1`, `DaemonSet`) in all namespaces. */
  watch(apiVersion: string, kind: string): Watch
  /** Of the current context; '' is `default`. */
  namespace: string
  readonly context: string
  readonly cluster: string
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
    namespace,
    context: 'lab',
    cluster: 'lab',
    user: 'admin',
    server: 'https://127.0.0.1:6443',
    ...(documentation === undefined ? {} : { documentation }),
  }
}
