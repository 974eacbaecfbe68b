import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'beside-a-deployment'
const TITLE = 'DaemonSet next to a Deployment'

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: web:v1
        resources:
          requests:
            cpu: 200m
            memory: 128Mi
`

export const besideADeployment: GalleryEntry = {
  id: ID,
  topic: 'neighbours',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(3),
    files: { 'agent.yaml': agentManifest(), 'web.yaml': WEB },
    done: [
      { at: 0, line: 'kubectl apply -f agent.yaml' },
      { at: 0, line: 'kubectl apply -f web.yaml' },
    ],
    time: SETTLED,
  }),
  tries: [
    {
      edits: [{ file: 'web.yaml', find: 'replicas: 4', replace: 'replicas: 8' }],
      lines: ['kubectl apply -f web.yaml'],
    },
    { lines: ['lab node add worker-4'] },
    { lines: ['kubectl drain worker-1 --ignore-daemonsets'] },
  ],
  text: {
    title: TITLE,
    summary: 'A number of Pods anywhere, or one Pod on each.',
    watch:
      'The Deployment wants a number of Pods and does not care where; the DaemonSet wants one on each node and has no number. The small squares on the cards are the Deployment’s Pods.',
    tries: [
      {
        label: 'Ask for 8 replicas',
        expect: 'Four more web Pods, spread as the scheduler likes. The agents do not change.',
      },
      { label: 'Add a worker', expect: 'It gets an agent at once. No web Pod moves there by itself.' },
      {
        label: 'Drain worker-1',
        expect: 'Its web Pods are made again elsewhere; its agent stays, as --ignore-daemonsets says.',
      },
    ],
  },
}
