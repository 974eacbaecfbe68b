import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'control-plane-toleration'
const TITLE = 'Taints, tolerations and the control plane'

const TOLERATION = `      tolerations:
      - key: node-role.kubernetes.io/control-plane
        operator: Exists
        effect: NoSchedule
`

export const controlPlaneToleration: GalleryEntry = {
  id: ID,
  topic: 'placement',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(3),
    files: { 'agent.yaml': agentManifest() },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    {
      edits: [{ file: 'agent.yaml', find: '      containers:\n', replace: `${TOLERATION}      containers:\n` }],
      lines: ['kubectl apply -f agent.yaml'],
    },
    { lines: ['kubectl taint node worker-1 dedicated=gpu:NoSchedule'] },
    { lines: ['kubectl taint node worker-2 maintenance=true:NoExecute'] },
  ],
  text: {
    title: TITLE,
    summary: 'Who may enter, who may stay, and who has to go.',
    watch:
      'The control plane carries a NoSchedule taint, and this DaemonSet does not tolerate it: three Pods for four nodes. NoSchedule keeps new Pods away but leaves those that are there; NoExecute sends them away. The three lamps on each card tell the difference.',
    tries: [
      {
        label: 'Tolerate the control plane’s taint',
        expect: 'The control plane gets a Pod, and the others are replaced, because the template changed.',
      },
      {
        label: 'Taint worker-1 with NoSchedule',
        expect: 'Its Pod stays but would not come back: it is misscheduled, even while the API still counts 0.',
      },
      { label: 'Taint worker-2 with NoExecute', expect: 'Its Pod is sent away, and DESIRED goes down.' },
    ],
  },
}
