import type { NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { appArmorWarnings } from '../app-armor-profiles'
import type { Request, ServerContext } from '../request'
import { admitDefaultLimits } from './limit-ranger'
import { admitPriority } from './priority'
import { admitRuntimeClass } from './runtime-class'
import { admitServiceAccount } from './service-account'
import { admitTolerationSeconds } from './tolerations'

/** Completes a new pod, plugin by plugin, in the order of the real server. Throws ApiError. */
// Models pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, mutating phase
export function admitPod(server: ServerContext, request: Request, object: NewObject): NewObject {
  let pod = admitDefaultLimits(server, object)
  pod = admitServiceAccount(server, request, pod)
  pod = admitPriority(server, request, pod)
  pod = admitTolerationSeconds(pod)
  pod = admitRuntimeClass(server, request, pod)
  const { metadata, spec } = pod as Pick<Pod, 'metadata' | 'spec'> & NewObject
  if (request.behaviour.copiesAppArmor) request.warnings.push(...appArmorWarnings({ metadata, spec }))
  return pod
}
