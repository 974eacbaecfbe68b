import { agentManifest, SETTLED } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'full-node'
const TITLE = 'A full node, and priority'

const BATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: batch
spec:
  replicas: 4
  selector:
    matchLabels:
      app: batch
  template:
    metadata:
      labels:
        app: batch
    spec:
      terminationGracePeriodSeconds: 5
      containers:
      - name: batch
        image: batch:v1
        resources:
          requests:
            cpu: 900m
            memory: 256Mi
`

const PRIORITY = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: node-agents
value: 1000000
description: Agents that every node needs.
`

export const fullNode: GalleryEntry = {
  id: ID,
  topic: 'neighbours',
  scenario: galleryScenario(ID, TITLE, {
    nodes: [
      { name: 'control-plane', controlPlane: true },
      { name: 'worker-1', cpu: '2' },
      { name: 'worker-2', cpu: '2' },
    ],
    files: {
      'agent.yaml': agentManifest({ container: '        resources:\n          requests:\n            cpu: 300m\n' }),
      'batch.yaml': BATCH,
      'priority.yaml': PRIORITY,
    },
    done: [{ at: 0, line: 'kubectl apply -f batch.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl apply -f agent.yaml'] },
    {
      edits: [
        {
          file: 'agent.yaml',
          find: '      containers:\n',
          replace: '      priorityClassName: node-agents\n      containers:\n',
        },
      ],
      lines: ['kubectl apply -f priority.yaml', 'kubectl apply -f agent.yaml'],
    },
    { lines: ['lab node add worker-3'] },
  ],
  text: {
    title: TITLE,
    summary: 'The agent comes last and finds no room, until it matters more.',
    watch:
      'Two batch Pods fill each worker. A daemon Pod gets no room of its own: the scheduler looks at it like at any other, only on its one node. Without room it waits, and the waiting room says why. A priority class lets it push somebody aside.',
    tries: [
      {
        label: 'Apply the agent',
        expect: 'Two Pods wait: Insufficient cpu on their node, and no other node will do.',
      },
      {
        label: 'Give the agent a priority class',
        expect: 'On each worker one batch Pod is evicted and the agent takes its place. The batch Pods wait now.',
      },
      { label: 'Add a worker', expect: 'It gets its agent, and batch Pods that were waiting find room there.' },
    ],
  },
}
