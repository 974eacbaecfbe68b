interface AgentParts {
  readonly image?: string
  /** Whole lines, indented for the place: fields of `spec`. */
  readonly spec?: string
  /** Fields of the pod template's `spec`, before the containers. */
  readonly podSpec?: string
  /** Fields of the container, after the image. */
  readonly container?: string
}

/** The manifest of a small agent in the default namespace, which the scenarios vary. */
export function agentManifest({
  image = 'agent:v1',
  spec = '',
  podSpec = '',
  container = '',
}: AgentParts = {}): string {
  return `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
${spec}  template:
    metadata:
      labels:
        app: agent
    spec:
${podSpec}      containers:
      - name: agent
        image: ${image}
${container}`
}

/** So many workers, named `worker-1` and on, and a control plane in front. */
export function workers(count: number) {
  const names = Array.from({ length: count }, (_, index) => ({ name: `worker-${index + 1}` }))
  return [{ name: 'control-plane', controlPlane: true }, ...names]
}

/** Virtual milliseconds after which the clusters of the gallery have come to rest. */
export const SETTLED = 60_000
