import { workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const FILE = `apiVersion: v1
kind: Namespace
metadata:
  name: monitoring
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
  namespace: monitoring
spec:
  selector:
    matchLabels:
      app: node-exporter
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 1
  template:
    metadata:
      labels:
        app: node-exporter
    spec:
      hostNetwork: true
      hostPID: true
      # Measures every machine, also the broken ones.
      tolerations:
      - operator: Exists
      containers:
      - name: node-exporter
        image: prom/node-exporter:v1.9.1
        args:
        - --path.rootfs=/host
        ports:
        - name: metrics
          containerPort: 9100
          hostPort: 9100
        resources:
          requests:
            cpu: 50m
            memory: 50Mi
        volumeMounts:
        - name: root
          mountPath: /host
          readOnly: true
      volumes:
      - name: root
        hostPath:
          path: /
`

const ID = 'node-exporter'
const TITLE = 'Measuring every machine'

export const nodeExporter: GalleryEntry = {
  id: ID,
  topic: 'first-steps',
  scenario: galleryScenario(ID, TITLE, { nodes: workers(3), files: { 'node-exporter.yaml': FILE } }),
  tries: [
    { lines: ['kubectl apply -f node-exporter.yaml'] },
    { lines: ['kubectl taint node worker-1 maintenance=true:NoExecute'] },
    { lines: ['kubectl delete pod -n monitoring -l app=node-exporter'] },
  ],
  text: {
    title: TITLE,
    summary: 'A metrics agent that tolerates everything and uses the host’s own network.',
    watch:
      'An agent that measures machines is wanted most where something is wrong, so this one tolerates every taint. It takes port 9100 of the machine itself: one reason why there can be only one on a node. The file has two documents, a Namespace and the DaemonSet.',
    tries: [
      {
        label: 'Apply the file',
        expect: 'The namespace and four Pods: one for each machine, the control plane too.',
      },
      { label: 'Taint worker-1 with NoExecute', expect: 'Its Pod stays, because it tolerates every taint.' },
      { label: 'Delete all Pods', expect: 'The controller makes them again, each on its node.' },
    ],
  },
}
