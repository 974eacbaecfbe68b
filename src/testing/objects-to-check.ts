import type { Fields } from '../base/fields'
import { validateObject } from '../engine/apiserver/validation/validate'
import type { KubeObject, ObjectMeta } from '../k8s/object'
import { metadataOf } from './builders'

/** A container that is in order, but for `extra`. */
export const containerToCheck = (extra: Fields = {}): Fields => ({ name: 'agent', image: 'agent:1', ...extra })

/** A DaemonSet that is in order, but for `spec`, for `pod`, its Pods' specification, and for `meta`. */
export function daemonSetToCheck(spec: Fields = {}, pod: Fields = {}, meta: Partial<ObjectMeta> = {}): KubeObject {
  const labels = { app: 'agent' }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadataOf('agent', { namespace: 'default', ...meta }),
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [containerToCheck()], terminationGracePeriodSeconds: 30, ...pod },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      ...spec,
    },
  }
}

/** What the API server says of an object, or of a change from `before`: `field: message`. */
export function complaintsOf(resource: string, object: KubeObject, before?: KubeObject): readonly string[] {
  return validateObject(resource, object, before).map(({ field, message }) => `${field}: ${message}`)
}
