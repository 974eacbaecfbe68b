import { portNumber } from '../../../k8s/names'
import { isExternallyAccessible, needsHealthCheck, type ServiceSpec } from '../../../k8s/service'
import { invalid, notSupported, notSupportedText, required, TypedText } from '../field-error'
import { type Errors, numberErrors, oneOf } from './field-errors'

const POLICIES = ['Cluster', 'Local']
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode']

/** Which endpoints traffic may go to. */
// Models pkg/apis/core/validation/validation.go validateServiceExternalTrafficPolicy
export function* validateTraffic(spec: ServiceSpec): Errors {
  const { externalTrafficPolicy: policy = '', healthCheckNodePort: port = 0 } = spec
  const at = 'spec.externalTrafficPolicy'
  if (!isExternallyAccessible(spec)) {
    if (policy !== '') yield invalid(at, new TypedText(policy), 'may only be set for externally-accessible services')
  } else if (!POLICIES.includes(policy)) yield notSupported(at, policy, POLICIES)
  if (needsHealthCheck(spec)) {
    if (port === 0) yield required('spec.healthCheckNodePort')
    else yield* numberErrors('spec.healthCheckNodePort', port, portNumber)
  } else if (port !== 0) {
    const why = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
    yield invalid('spec.healthCheckNodePort', port, why)
  }
  yield* oneOf('spec.internalTrafficPolicy', spec.internalTrafficPolicy, POLICIES)
  const { trafficDistribution: wish } = spec
  if (wish !== undefined && wish !== null && !DISTRIBUTIONS.includes(wish)) {
    yield notSupportedText('spec.trafficDistribution', wish, DISTRIBUTIONS)
  }
}
