import { describe, expect, it } from 'vitest'
import { differenceOf } from './difference'

const spec = { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', securityContext: {} }

describe('differenceOf', () => {
  it('prints changed lines of the internal type, with three lines around them', () => {
    expect(differenceOf('v1.PodSpec', spec, { ...spec, restartPolicy: 'Never' })).toBe(
      [
        '@@ -3,7 +3,7 @@',
        '  "InitContainers": null,',
        '  "Containers": null,',
        '  "EphemeralContainers": null,',
        '- "RestartPolicy": "Always",',
        '+ "RestartPolicy": "Never",',
        '  "TerminationGracePeriodSeconds": null,',
        '  "ActiveDeadlineSeconds": null,',
        '  "DNSPolicy": "ClusterFirst",',
        '',
      ].join('\n'),
    )
  })

  it('shows what a Pod shares with its host in the security context', () => {
    const difference = differenceOf('v1.PodSpec', spec, { ...spec, hostNetwork: true, hostUsers: false })
    expect(difference).toContain('  "SecurityContext": {\n-  "HostNetwork": false,\n+  "HostNetwork": true,\n')
    expect(difference).toContain('-  "HostUsers": null,\n+  "HostUsers": false,\n')
  })

  it('prints the digits of large numbers', () => {
    const difference = differenceOf('v1.PodSpec', spec, { ...spec, terminationGracePeriodSeconds: 2n ** 53n + 1n })
    expect(difference).toContain('+ "TerminationGracePeriodSeconds": 9007199254740993,\n')
  })

  it('keeps the names of JSON in types that all of Kubernetes shares', () => {
    const constraint = { maxSkew: 1, labelSelector: { matchLabels: { app: 'web' } } }
    const difference = differenceOf('v1.PodSpec', spec, { ...spec, topologySpreadConstraints: [constraint] })
    expect(difference).toContain('+   "LabelSelector": {\n+    "matchLabels": {\n+     "app": "web"\n')
  })
})
