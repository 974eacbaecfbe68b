/**
 * Manifests that the examples of the Kubernetes documentation are known by, by their path below `k8s.io/examples/`. The names
 * and figures are those that lessons go on with; the rest is as short as it can be.
 */
export const EXAMPLE_FILES: Readonly<Record<string, string>> = {
  'controllers/daemonset.yaml': fluentd({
    labels: '    k8s-app: fluentd-logging\n',
    tolerations: true,
    limits: true,
    volumes: true,
  }),
  'controllers/fluentd-daemonset.yaml': fluentd({ strategy: 1, tolerations: true, volumes: true }),
  'controllers/fluentd-daemonset-update.yaml': fluentd({ strategy: 1, tolerations: true, limits: true, volumes: true }),
  'controllers/nginx-deployment.yaml': nginx({ replicas: 3, image: 'nginx:1.14.2' }),
  'application/deployment.yaml': nginx({ replicas: 2, image: 'nginx:1.14.2' }),
  'application/deployment-update.yaml': nginx({ replicas: 2, image: 'nginx:1.16.1' }),
  'application/deployment-scale.yaml': nginx({ replicas: 4, image: 'nginx:1.16.1' }),
  'debug/counter-pod.yaml': pod('counter', 'count', 'busybox:1.28', [
    `    args: [/bin/sh, -c, 'i=0; while true; do echo "$i: $(date)"; i=$((i+1)); sleep 1; done']`,
  ]),
  'pods/simple-pod.yaml': pod('nginx', 'nginx', 'nginx:1.14.2', ['    ports:', '    - containerPort: 80']),
  'pods/pod-nginx.yaml': pod(
    'nginx',
    'nginx',
    'nginx',
    ['    imagePullPolicy: IfNotPresent'],
    ['  nodeSelector:', '    disktype: ssd'],
    ['  labels:', '    env: test'],
  ),
}

interface Fluentd {
  readonly labels?: string
  readonly strategy?: number
  readonly tolerations?: boolean
  readonly limits?: boolean
  readonly volumes?: boolean
}

function fluentd({
  labels = '    k8s-app: fluentd-logging\n',
  strategy,
  tolerations,
  limits,
  volumes,
}: Fluentd): string {
  return [
    'apiVersion: apps/v1',
    'kind: DaemonSet',
    'metadata:',
    '  name: fluentd-elasticsearch',
    '  namespace: kube-system',
    `  labels:\n${labels.trimEnd()}`,
    'spec:',
    '  selector:',
    '    matchLabels:',
    '      name: fluentd-elasticsearch',
    ...(strategy === undefined
      ? []
      : ['  updateStrategy:', '    type: RollingUpdate', '    rollingUpdate:', `      maxUnavailable: ${strategy}`]),
    '  template:',
    '    metadata:',
    '      labels:',
    '        name: fluentd-elasticsearch',
    '    spec:',
    ...(tolerations === true
      ? [
          '      tolerations:',
          ...['control-plane', 'master'].flatMap(role => [
            `      - key: node-role.kubernetes.io/${role}`,
            '        operator: Exists',
            '        effect: NoSchedule',
          ]),
        ]
      : []),
    '      containers:',
    '      - name: fluentd-elasticsearch',
    '        image: quay.io/fluentd_elasticsearch/fluentd:v5.0.1',
    ...(limits === true
      ? [
          '        resources:',
          '          limits:',
          '            memory: 200Mi',
          '          requests:',
          '            cpu: 100m',
          '            memory: 200Mi',
        ]
      : []),
    ...(volumes === true
      ? [
          '        volumeMounts:',
          '        - name: varlog',
          '          mountPath: /var/log',
          '      terminationGracePeriodSeconds: 30',
          '      volumes:',
          '      - name: varlog',
          '        hostPath:',
          '          path: /var/log',
        ]
      : ['      terminationGracePeriodSeconds: 30']),
    '',
  ].join('\n')
}

function nginx({ replicas, image }: { readonly replicas: number; readonly image: string }): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: nginx-deployment',
    '  labels:',
    '    app: nginx',
    'spec:',
    `  replicas: ${replicas}`,
    '  selector:',
    '    matchLabels:',
    '      app: nginx',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: nginx',
    '    spec:',
    '      containers:',
    '      - name: nginx',
    `        image: ${image}`,
    '        ports:',
    '        - containerPort: 80',
    '',
  ].join('\n')
}

function pod(
  name: string,
  container: string,
  image: string,
  more: readonly string[],
  spec: readonly string[] = [],
  metadata: readonly string[] = [],
): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    `  name: ${name}`,
    ...metadata,
    'spec:',
    '  containers:',
    `  - name: ${container}`,
    `    image: ${image}`,
    ...more,
    ...spec,
    '',
  ].join('\n')
}
