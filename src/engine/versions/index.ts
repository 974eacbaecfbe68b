import type { KubernetesVersion, VersionBehaviour } from '../version-behaviour'
import { V1_11 } from './v1-11'
import { V1_21 } from './v1-21'
import { V1_30 } from './v1-30'
import { V1_36 } from './v1-36'

const BEHAVIOURS: Readonly<Record<KubernetesVersion, VersionBehaviour>> = {
  '1.36': V1_36,
  '1.30': V1_30,
  '1.21': V1_21,
  '1.11': V1_11,
}

/** What that version of Kubernetes decides where versions differ. */
export function behaviourOf(version: KubernetesVersion): VersionBehaviour {
  return BEHAVIOURS[version]
}
