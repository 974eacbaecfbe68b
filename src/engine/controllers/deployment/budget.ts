import { resolveIntOrPercent } from '../../../k8s/int-or-percent'
import type { Deployment } from '../../../k8s/workload'

// Models pkg/controller/deployment/util/deployment_util.go IsRollingUpdate
export function isRollingUpdate(deployment: Deployment): boolean {
  return deployment.spec.strategy.type === 'RollingUpdate'
}

/** How many pods there may be beyond the wanted number. */
// Models pkg/controller/deployment/util/deployment_util.go MaxSurge
export function maxSurge(deployment: Deployment): number {
  if (!isRollingUpdate(deployment)) return 0
  const { replicas, strategy } = deployment.spec
  return resolveIntOrPercent(strategy.rollingUpdate?.maxSurge, replicas, 'up')
}

/** How many of the wanted pods may be missing. At least one when there may be no surge either: else nothing could move. */
// Models pkg/controller/deployment/util/deployment_util.go MaxUnavailable and ResolveFenceposts
export function maxUnavailable(deployment: Deployment): number {
  const { replicas, strategy } = deployment.spec
  if (!isRollingUpdate(deployment) || replicas === 0) return 0
  const unavailable = resolveIntOrPercent(strategy.rollingUpdate?.maxUnavailable, replicas, 'down')
  if (unavailable === 0 && maxSurge(deployment) === 0) return 1
  return Math.min(unavailable, replicas)
}
