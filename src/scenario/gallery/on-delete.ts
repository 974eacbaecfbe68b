import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'on-delete'
const TITLE = 'OnDelete: you choose when'

export const onDelete: GalleryEntry = {
  id: ID,
  topic: 'updates',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(3),
    files: { 'agent.yaml': agentManifest({ spec: '  updateStrategy:\n    type: OnDelete\n' }) },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl set image daemonset/agent agent=agent:v2'] },
    { lines: ['kubectl delete pod -l app=agent --field-selector spec.nodeName=worker-1'] },
    { lines: ['kubectl delete pod -l app=agent'] },
  ],
  text: {
    title: TITLE,
    summary: 'A new template changes nothing until somebody deletes a Pod.',
    watch:
      'With OnDelete the controller never deletes a Pod for an update. It only makes sure that whatever is missing comes back, and what comes back is made from the newest template. Storage and GPU drivers are often shipped like this, machine by machine.',
    tries: [
      { label: 'Ship agent:v2', expect: 'Nothing moves: UP-TO-DATE is 0, and every Pod still carries r1.' },
      { label: 'Delete the Pod of worker-1', expect: 'It comes back as r2; the others stay as they are.' },
      { label: 'Delete all Pods', expect: 'Now every node runs r2, with a gap on all of them.' },
    ],
  },
}
