import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'surge'
const TITLE = 'No gap: new before old'

const STRATEGY = `  updateStrategy:
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
        { file: 'agent.yaml', find: '  updateStrategy:\n', replace: '  minReadySeconds: 20\n  updateStrategy:\n' },
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
  texts: {
    en: {
      title: TITLE,
      summary: 'maxSurge starts the new Pod beside the old one.',
      watch:
        'With maxSurge the new Pod starts while the old one still works, and the old one goes when the new one is available. No node is ever without an agent; the price is room for two of them on a node for a while.',
      tries: [
        { label: 'Ship agent:v2', expect: 'On each node in turn two Pods for a moment, and never none.' },
        {
          label: 'Ask for 20 quiet seconds first',
          expect: 'minReadySeconds: the old Pod goes only after the new one has been Ready for 20 seconds.',
        },
        { label: 'Surge on all nodes at once', expect: 'maxSurge 100%: every node runs two Pods at the same time.' },
      ],
    },
  },
}
