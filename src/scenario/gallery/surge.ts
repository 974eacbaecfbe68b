import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'surge'
const TITLE = 'No gap: new before old'

const STRATEGY = `  minReadySeconds: 10
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
`

export const surge: GalleryEntry = {
  id: ID,
  topic: 'updates',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(4),
    files: { 'agent.yaml': agentManifest({ spec: STRATEGY }) },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl set image daemonset/agent agent=agent:v2'] },
    {
      edits: [
        { file: 'agent.yaml', find: 'maxSurge: 1', replace: 'maxSurge: 50%' },
        { file: 'agent.yaml', find: 'image: agent:v1', replace: 'image: agent:v3' },
      ],
      lines: ['kubectl apply -f agent.yaml'],
    },
    {
      lines: [
        `kubectl patch daemonset agent --type merge -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":"100%"}}}}'`,
        'kubectl set image daemonset/agent agent=agent:v4',
      ],
    },
  ],
  text: {
    title: TITLE,
    summary: 'maxSurge starts the new Pod beside the old one.',
    watch:
      'With maxSurge the new Pod starts while the old one still works, and the old one goes when the new one is available: here after ten quiet seconds, as minReadySeconds asks. No node is ever without an agent; the price is room for two of them on a node for a while.',
    tries: [
      { label: 'Ship agent:v2', expect: 'On each node in turn two Pods for ten seconds, and never none.' },
      {
        label: 'Surge on half of the nodes',
        expect: 'maxSurge 50%: two nodes at a time run old and new side by side.',
      },
      { label: 'Surge on all nodes at once', expect: 'maxSurge 100%: every node runs two Pods at the same time.' },
    ],
  },
}
