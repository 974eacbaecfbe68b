import type { Container, PodSpec } from '../../k8s/pod'

/** Whether a container that ended with this exit code is started again: by its own rules, its own policy, or the pod's. */
// Models pkg/api/v1/pod/util.go ContainerShouldRestart
export function restartsAfter(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (container.restartPolicyRules?.some(rule => isRestartRule(rule, exitCode))) return true
  const policy = policyOf(container, spec)
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)
}

/** Whether a running container that is stopped for its probe is started again: there is no exit code for rules to look at. */
// Models pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions, shouldRestartOnFailure
export function restartsWhenStopped(container: Container, spec: PodSpec): boolean {
  return policyOf(container, spec) !== 'Never'
}

function policyOf(container: Container, spec: PodSpec): string {
  return container.restartPolicy ?? spec.restartPolicy ?? 'Always'
}

type RestartRule = NonNullable<Container['restartPolicyRules']>[number]

function isRestartRule({ action, exitCodes }: RestartRule, exitCode: number): boolean {
  if (action !== 'Restart' || exitCodes === undefined) return false
  const isListed = exitCodes.values?.includes(exitCode) ?? false
  return exitCodes.operator === 'NotIn' ? !isListed : isListed
}
