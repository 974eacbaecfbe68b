import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { mapField } from './defaulting/default-fields'

/** The DaemonSet as a server stores it that has maxSurge switched off, or that has never heard of it (`known` false). */
// Models pkg/registry/apps/daemonset/strategy.go dropDaemonSetDisabledFields of 1.21
export function withoutSurge(daemonSet: KubeObject, known: boolean): KubeObject {
  return mapField(daemonSet, 'spec', spec =>
    mapField(spec, 'updateStrategy', strategy =>
      mapField(strategy, 'rollingUpdate', ({ maxSurge: _dropped, ...rest }: Fields) =>
        known ? { ...rest, maxSurge: 0 } : rest,
      ),
    ),
  )
}
