import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'maintenance'
const TITLE = 'Cordon, drain and the agents that stay'

export const maintenance: GalleryEntry = {
  id: ID,
  topic: 'placement',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(3),
    files: { 'agent.yaml': agentManifest() },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl cordon worker-1', 'kubectl delete pod -l app=agent --field-selector spec.nodeName=worker-1'] },
    { lines: ['lab node set worker-2 --disk-pressure'] },
    { lines: ['kubectl uncordon worker-1'] },
  ],
  text: {
    title: TITLE,
    summary: 'Some taints are tolerated without anybody writing it.',
    watch:
      'A cordoned node takes no new Pods, except those of DaemonSets: the controller gives each of its Pods tolerations of its own, for cordoned, not ready and unreachable nodes and for those under pressure. The Why of a node lists them as tolerated automatically.',
    tries: [
      {
        label: 'Cordon worker-1 and delete its agent',
        expect: 'The agent comes back, although the node takes no new Pods.',
      },
      {
        label: 'Put worker-2 under disk pressure',
        expect:
          'The node gets a taint. The agent is still wanted there, because that taint is tolerated automatically.',
      },
      { label: 'Uncordon worker-1', expect: 'The taint goes. For the agent nothing changes.' },
    ],
  },
}
