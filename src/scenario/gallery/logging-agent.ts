import { type GalleryEntry, galleryScenario } from './gallery'

const FILE = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: fluentd-elasticsearch
  namespace: kube-system
  labels:
    k8s-app: fluentd-logging
spec:
  selector:
    matchLabels:
      name: fluentd-elasticsearch
  template:
    metadata:
      labels:
        name: fluentd-elasticsearch
    spec:
      # The first lets the control plane have a Pod too; the second is for older clusters.
      tolerations:
      - key: node-role.kubernetes.io/control-plane
        operator: Exists
        effect: NoSchedule
      - key: node-role.kubernetes.io/master
        operator: Exists
        effect: NoSchedule
      containers:
      - name: fluentd-elasticsearch
        image: quay.io/fluentd_elasticsearch/fluentd:v2.5.2
        resources:
          requests:
            cpu: 100m
            memory: 200Mi
          limits:
            memory: 300Mi
        volumeMounts:
        - name: varlog
          mountPath: /var/log
      terminationGracePeriodSeconds: 30
      volumes:
      - name: varlog
        hostPath:
          path: /var/log
`

const TOLERATIONS = FILE.slice(FILE.indexOf('      # The first'), FILE.indexOf('      containers:'))
const ID = 'logging-agent'
const TITLE = 'A logging agent on every node'

/** What the page opens on: nothing applied yet. */
export const loggingAgent: GalleryEntry = {
  id: ID,
  topic: 'first-steps',
  scenario: galleryScenario(ID, TITLE, {
    nodes: [
      { name: 'control-plane', controlPlane: true },
      { name: 'worker-1' },
      { name: 'worker-2' },
      { name: 'worker-3' },
    ],
    files: { 'fluentd.yaml': FILE },
  }),
  tries: [
    { lines: ['kubectl apply -f fluentd.yaml'] },
    { lines: ['lab node add worker-4'] },
    {
      edits: [{ file: 'fluentd.yaml', find: TOLERATIONS, replace: '' }],
      lines: ['kubectl apply -f fluentd.yaml'],
    },
  ],
  text: {
    title: TITLE,
    summary: 'One Pod on each node, without ever saying how many.',
    watch:
      'Fluentd has to read the logs of every machine, so it runs once on each. Apply the file and watch the controller make one Pod for each node that fits, and the header count up. There is no replica count anywhere: the nodes are the count.',
    tries: [
      {
        label: 'Apply the file',
        expect: 'Four Pods: three workers and the control plane, whose taint the file tolerates.',
      },
      { label: 'Add a worker', expect: 'When it turns Ready it gets a Pod, without another command.' },
      {
        label: 'Take the tolerations out',
        expect: 'The template changes, so all Pods are replaced. The control plane gets none any more.',
      },
    ],
  },
}
