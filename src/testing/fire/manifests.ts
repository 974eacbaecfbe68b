/** What varies in the manifest of the DaemonSet `agent`. */
export interface AgentManifest {
  readonly image: number
  readonly strategy: { readonly maxUnavailable: number | string; readonly maxSurge: number } | 'OnDelete'
  readonly minReadySeconds: number
  readonly onlySsd: boolean
  readonly toleratesAll: boolean
  readonly probe: boolean
  readonly hostPort: boolean
  readonly cpu: string
  readonly graceSeconds: number
  readonly revisionHistoryLimit: number
}

export const FIRST_AGENT: AgentManifest = {
  image: 1,
  strategy: { maxUnavailable: 1, maxSurge: 0 },
  minReadySeconds: 0,
  onlySsd: false,
  toleratesAll: false,
  probe: false,
  hostPort: false,
  cpu: '100m',
  graceSeconds: 10,
  revisionHistoryLimit: 3,
}

/** A host port cannot be had twice on a node: with surge the API server refuses it. */
export function agentYaml(agent: AgentManifest): string {
  const { strategy } = agent
  const update =
    strategy === 'OnDelete'
      ? '{type: OnDelete}'
      : `{type: RollingUpdate, rollingUpdate: {maxUnavailable: ${strategy.maxUnavailable}, maxSurge: ${strategy.maxSurge}}}`
  const lines = [
    'apiVersion: apps/v1',
    'kind: DaemonSet',
    'metadata: {name: agent, labels: {app: agent}}',
    'spec:',
    `  minReadySeconds: ${agent.minReadySeconds}`,
    `  revisionHistoryLimit: ${agent.revisionHistoryLimit}`,
    `  updateStrategy: ${update}`,
    '  selector: {matchLabels: {app: agent}}',
    '  template:',
    '    metadata: {labels: {app: agent}}',
    '    spec:',
    `      terminationGracePeriodSeconds: ${agent.graceSeconds}`,
    ...(agent.onlySsd ? ['      nodeSelector: {disktype: ssd}'] : []),
    ...(agent.toleratesAll ? ['      tolerations: [{operator: Exists}]'] : []),
    '      containers:',
    '      - name: agent',
    `        image: agent:v${agent.image}`,
    `        resources: {requests: {cpu: ${agent.cpu}, memory: 32Mi}}`,
    ...(agent.probe ? ['        readinessProbe: {exec: {command: [check]}, periodSeconds: 5}'] : []),
    ...(agent.hostPort ? ['        ports: [{containerPort: 9100, hostPort: 9100}]'] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** A Deployment with a disruption budget: neighbours that drains and taints meet. */
export const WEB_YAML = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 5
      containers: [{name: web, image: 'web:v1', resources: {requests: {cpu: 200m}}}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
`

/** A second DaemonSet, in a namespace of its own that can be deleted. */
export const LOGGER_YAML = `apiVersion: v1
kind: Namespace
metadata: {name: logging}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: logger, namespace: logging}
spec:
  updateStrategy: {rollingUpdate: {maxUnavailable: 50%}}
  selector: {matchLabels: {app: logger}}
  template:
    metadata: {labels: {app: logger}}
    spec:
      terminationGracePeriodSeconds: 2
      tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]
      containers: [{name: logger, image: 'logger:v1'}]
`
