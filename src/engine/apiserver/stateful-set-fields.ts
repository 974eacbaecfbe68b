import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { mapField } from './defaulting/default-fields'

/** A rolling update of several Pods at once is behind a feature gate that is off: the server drops what is said of it. */
// Models pkg/registry/apps/statefulset/strategy.go dropStatefulSetDisabledFields
export function withoutMaxUnavailable(set: KubeObject): KubeObject {
  const limited = (limits: Fields): Fields => {
    const { maxUnavailable, ...rest } = limits
    return maxUnavailable === undefined ? limits : rest
  }
  return mapField(set, 'spec', spec =>
    mapField(spec, 'updateStrategy', strategy => mapField(strategy, 'rollingUpdate', limited)),
  )
}
