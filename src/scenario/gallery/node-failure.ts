import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'node-failure'
const TITLE = 'A node dies during a rollout'

export const nodeFailure: GalleryEntry = {
  id: ID,
  topic: 'trouble',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(5),
    files: { 'agent.yaml': agentManifest() },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['lab node power-off worker-3', 'kubectl set image daemonset/agent agent=agent:v2'] },
    { lines: ['lab node power-on worker-3'] },
    { lines: ['lab node power-off worker-5', 'lab node remove worker-5'] },
  ],
  text: {
    title: TITLE,
    summary: 'A dead machine uses up the budget, and nobody tells.',
    watch:
      'When the power of a machine goes, the API does not know: the node stays Ready until its lease has been silent for the grace period. From then on its Pod counts as unavailable. With a budget of one node, that node is the budget, and the rollout stands still.',
    tries: [
      {
        label: 'Cut the power of worker-3 and ship agent:v2',
        expect: 'The rollout begins, then stands still: worker-3 uses up the budget. Let the clock run for a minute.',
      },
      { label: 'Power worker-3 on again', expect: 'It reports, its Pod is renewed, the rollout goes on.' },
      {
        label: 'Lose worker-5 and scrap it',
        expect: 'When the Node object is gone, its Pod is cleaned up and DESIRED counts one less.',
      },
    ],
  },
}
