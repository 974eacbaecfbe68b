import type { LogEntry, Scenario } from '../src/scenario/scenario'

/** A small DaemonSet for tests; `extra` is put under `spec`, `pod` under the template's `spec`. */
export function agentManifest({ image = 'v1', extra = '', pod = '' } = {}): string {
  return `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector: {matchLabels: {app: agent}}
${extra}  template:
    metadata: {labels: {app: agent}}
    spec:
${pod}      containers:
      - name: agent
        image: registry.example/agent:${image}
`
}

/** One control plane and some workers with the agent's file; `lines` have been run, five virtual seconds apart. */
export function agentScenario(options: { workers?: number; file?: string; lines?: readonly string[] } = {}): Scenario {
  const { workers = 3, file = agentManifest(), lines = ['kubectl apply -f agent.yaml'] } = options
  const log: LogEntry[] = lines.map((line, i) => ({ at: i * 5_000, line }))
  return {
    format: 1,
    title: 'Test',
    version: '1.36',
    seed: 5,
    nodes: [
      { name: 'control-plane', controlPlane: true },
      ...Array.from({ length: workers }, (_, i) => ({
        name: `worker-${i + 1}`,
        labels: { 'topology.kubernetes.io/zone': i % 2 === 0 ? 'zone-a' : 'zone-b' },
      })),
    ],
    files: { 'agent.yaml': file },
    log,
    time: lines.length * 5_000 + 15_000,
  }
}
