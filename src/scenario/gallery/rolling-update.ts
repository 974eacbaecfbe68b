import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'rolling-update'
const TITLE = 'Rolling update, step by step'

const STRATEGY = `  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 1
`

export const rollingUpdate: GalleryEntry = {
  id: ID,
  topic: 'updates',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(6),
    files: { 'agent.yaml': agentManifest({ spec: STRATEGY }) },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl set image daemonset/agent agent=agent:v2'] },
    {
      edits: [
        { file: 'agent.yaml', find: 'maxUnavailable: 1', replace: 'maxUnavailable: 50%' },
        { file: 'agent.yaml', find: 'image: agent:v1', replace: 'image: agent:v3' },
      ],
      lines: ['kubectl apply -f agent.yaml'],
    },
    { lines: ['kubectl rollout undo daemonset/agent'] },
  ],
  text: {
    title: TITLE,
    summary: 'One node after the other, and how to go faster.',
    watch:
      'A DaemonSet is renewed by deleting an old Pod and making a new one on the same node. maxUnavailable says how many nodes may be without a working Pod at the same time; the header names the node that uses the budget up. Slow the clock down, or pause and step.',
    tries: [
      {
        label: 'Ship agent:v2',
        expect: 'Six replacements, one after the other: the next starts when the new Pod is Ready.',
      },
      {
        label: 'Ship agent:v3, half of the nodes at once',
        expect: 'Three Pods go at the same time, so it takes a fraction of the time.',
      },
      { label: 'Undo', expect: 'The Pods go back to the image before, as another rolling update.' },
    ],
  },
}
