import { startCronJobController } from './cronjob/cronjob-controller'
import { startDeploymentController } from './deployment/deployment-controller'
import type { LateControllers } from './index'
import { startJobController } from './job/job-controller'
import { startPersistentVolumeController } from './persistent-volume/persistent-volume-controller'
import { startClaimProtection, startVolumeProtection } from './persistent-volume/protection-controller'
import { startReplicaSetController } from './replicaset/replicaset-controller'
import { startTokenController } from './service-account/token-controller'
import { startStatefulSetController } from './statefulset/statefulset-controller'
import { startTtlAfterFinishedController } from './ttl-after-finished/ttl-after-finished-controller'

/** The page loads them with the shell: nobody can make what they work on before. */
export const START_LATE: LateControllers = {
  replicaset: startReplicaSetController,
  deployment: startDeploymentController,
  statefulset: startStatefulSetController,
  cronjob: startCronJobController,
  job: startJobController,
  'ttl-after-finished': startTtlAfterFinishedController,
  'persistent-volume': startPersistentVolumeController,
  'claim-protection': startClaimProtection,
  'volume-protection': startVolumeProtection,
  'service-account-token': startTokenController,
}
