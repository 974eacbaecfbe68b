import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'orphan-and-adopt'
const TITLE = 'Orphans, and who adopts them'

export const orphanAndAdopt: GalleryEntry = {
  id: ID,
  topic: 'trouble',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(3),
    files: { 'agent.yaml': agentManifest() },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl delete daemonset agent --cascade=orphan'] },
    { lines: ['kubectl delete pod -l app=agent --field-selector spec.nodeName=worker-1'] },
    { lines: ['kubectl apply -f agent.yaml'] },
  ],
  text: {
    title: TITLE,
    summary: 'Delete the DaemonSet, keep its Pods, take them back.',
    watch:
      'Pods belong to their DaemonSet by an owner reference. Deleted with --cascade=orphan, the DaemonSet goes alone: its Pods work on, but nobody looks after them. A new DaemonSet with the same selector adopts them instead of making new ones.',
    tries: [
      { label: 'Delete the DaemonSet, leave its Pods', expect: 'Three Pods without an owner, still running.' },
      { label: 'Delete the Pod of worker-1', expect: 'Nobody replaces it: there is no controller for it any more.' },
      { label: 'Apply the file again', expect: 'The two orphans are adopted, and only the missing Pod is made.' },
    ],
  },
}
