import type { Timings } from '../engine/timings'

/** The flags of kube-controller-manager as timings. With a short grace the kubelets beat faster too. */
export function timingsOf(flags: readonly string[]): Partial<Timings> {
  const milliseconds = (flag: string) => {
    const value = flags.find(candidate => candidate.startsWith(`--${flag}=`))?.split('=')[1]
    return value === undefined ? undefined : Number.parseFloat(value) * 1000
  }
  const grace = milliseconds('node-monitor-grace-period')
  const period = milliseconds('node-monitor-period')
  return {
    ...(grace === undefined ? {} : { nodeMonitorGracePeriod: grace, leaseRenewal: grace / 3 }),
    ...(period === undefined ? {} : { nodeMonitorPeriod: period }),
  }
}
