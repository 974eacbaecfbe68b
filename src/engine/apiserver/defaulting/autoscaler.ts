import { type Fields, isRecord } from '../../../base/fields'
import type { NewObject } from '../../../k8s/object'
import { mapField, withAbsentDefaults } from './default-fields'

const OLDER = 'autoscaling/v1'

const cpuOf = (averageUtilization: unknown) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})

const SCALE_UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const SCALE_DOWN = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }

/** Of the older version, a single target, becomes one of the newer's metrics. */
// Models pkg/apis/autoscaling/v2/defaults.go and pkg/apis/autoscaling/v1/conversion.go
export function defaultAutoscaler(object: NewObject): NewObject {
  const newer = object.apiVersion === OLDER ? { ...object, apiVersion: 'autoscaling/v2' } : object
  return mapField({ ...newer, spec: newer.spec ?? {} }, 'spec', spec => {
    const { targetCPUUtilizationPercentage, ...rest } = spec
    const metrics = (rest.metrics as readonly unknown[] | undefined) ?? []
    const isMeasured = metrics.length > 0 && targetCPUUtilizationPercentage === undefined
    const measured = isMeasured ? rest : { ...rest, metrics: [cpuOf(targetCPUUtilizationPercentage ?? 80)] }
    return mapField(withAbsentDefaults(measured, { minReplicas: 1 }), 'behavior', defaultBehavior)
  })
}

/** Who says something of how to scale in one direction leaves nothing open in the other. */
// Models defaults.go SetDefaults_HorizontalPodAutoscalerBehavior
function defaultBehavior({ scaleUp, scaleDown, ...rest }: Fields): Fields {
  const complete = (rules: unknown, defaults: Fields) => withAbsentDefaults(isRecord(rules) ? rules : {}, defaults)
  return { ...rest, scaleUp: complete(scaleUp, SCALE_UP), scaleDown: complete(scaleDown, SCALE_DOWN) }
}
