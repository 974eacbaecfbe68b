import { type KubeObject, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { PROTECTED } from '../../../k8s/well-known'
import type { ComponentContext } from '../../component'
import { type Process, request } from '../../runtime/process'
import type { Claim, Volume } from '../../runtime/volume-objects'
import { WorkQueue } from '../../runtime/work-queue'

interface Controls {
  pause(): void
  resume(): void
}

/** Lets a deleted claim go when no Pod on a node names it any more. */
// Models pkg/controller/volume/pvcprotection/pvc_protection_controller.go
export function startClaimProtection(context: ComponentContext): Controls {
  const pods = context.informers.informer<Pod>('pods')
  const isUsed = ({ metadata }: Claim): boolean => {
    for (const pod of pods.list()) {
      if (pod.metadata.namespace === metadata.namespace && uses(pod, metadata.name)) return true
    }
    return false
  }
  const queue = startProtection<Claim>(context, 'persistentvolumeclaims', isUsed)
  pods.handle({
    removed({ metadata: { namespace }, spec }) {
      for (const { persistentVolumeClaim } of spec.volumes ?? []) {
        if (persistentVolumeClaim !== undefined) queue.add(`${namespace}/${persistentVolumeClaim.claimName}`)
      }
    },
  })
  return { pause: () => queue.pause(), resume: () => queue.resume() }
}

/** Lets a deleted volume go when no claim has it any more. */
// Models pkg/controller/volume/pvprotection/pv_protection_controller.go
export function startVolumeProtection(context: ComponentContext): Controls {
  const queue = startProtection<Volume>(context, 'persistentvolumes', ({ status }) => status?.phase === 'Bound')
  return { pause: () => queue.pause(), resume: () => queue.resume() }
}

function startProtection<T extends KubeObject>(
  { kernel, limiter, informers, client }: ComponentContext,
  resource: string,
  isUsed: (object: T) => boolean,
): WorkQueue {
  const objects = informers.informer<T>(resource)
  const queue = new WorkQueue({ name: `protection of ${resource}`, kernel, limiter, sync })
  objects.handle({
    added: object => queue.add(objectKey(object)),
    updated: (_, object) => queue.add(objectKey(object)),
  })
  return queue

  function* sync(key: string): Process {
    const object = objects.get(key)
    if (object?.metadata.deletionTimestamp === undefined || isUsed(object)) return
    const { namespace, name, resourceVersion, finalizers = [] } = object.metadata
    const others = finalizers.filter(finalizer => finalizer !== PROTECTED[resource])
    if (others.length === finalizers.length) return
    const body = { metadata: { resourceVersion, finalizers: others } }
    const because = 'nothing uses it any more'
    yield* request(() => client.patch(resource, namespace, name, 'merge', body, { because }))
  }
}

/** Pods that are not on a node yet will not start with a claim that is going. */
// Models pvc_protection_controller.go podUsesPVC
function uses({ spec }: Pod, claimName: string): boolean {
  if (!spec.nodeName) return false
  return (spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claimName)
}
