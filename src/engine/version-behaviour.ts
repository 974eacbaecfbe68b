/** The versions that a scenario can ask for. */
export const KUBERNETES_VERSIONS = ['1.36'] as const
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number]

/** Decisions that differ between versions, by name. A later version file overrides what it changed. */
export interface VersionBehaviour {
  readonly version: KubernetesVersion
  /** What `kubectl version` and a node's kubeletVersion say. */
  readonly gitVersion: string
}

export function behaviourOf(version: KubernetesVersion): VersionBehaviour {
  return { version, gitVersion: 'v1.36.3' }
}
