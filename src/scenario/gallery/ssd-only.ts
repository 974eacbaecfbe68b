import { agentManifest, SETTLED } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'ssd-only'
const TITLE = 'Only where there is an SSD'

export const ssdOnly: GalleryEntry = {
  id: ID,
  topic: 'placement',
  scenario: galleryScenario(ID, TITLE, {
    nodes: [
      { name: 'control-plane', controlPlane: true },
      { name: 'worker-1', labels: { disktype: 'ssd' } },
      { name: 'worker-2', labels: { disktype: 'hdd' } },
      { name: 'worker-3', labels: { disktype: 'ssd' } },
      { name: 'worker-4' },
    ],
    files: { 'agent.yaml': agentManifest({ podSpec: '      nodeSelector:\n        disktype: ssd\n' }) },
    done: [{ at: 0, line: 'kubectl apply -f agent.yaml' }],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl label node worker-4 disktype=ssd'] },
    { lines: ['kubectl label node worker-1 disktype-'] },
    { lines: ['lab node add worker-5 --labels disktype=ssd'] },
  ],
  text: {
    title: TITLE,
    summary: 'A node selector decides, and labels can change at any time.',
    watch:
      'The template asks for disktype=ssd, so two of the workers have a Pod. DESIRED counts the nodes that fit, not all of them. A label that changes moves the border at once: select a node and read under Why which rule decides.',
    tries: [
      { label: 'Label worker-4 disktype=ssd', expect: 'It fits now and gets a Pod.' },
      {
        label: 'Take the label off worker-1',
        expect: 'Its Pod is deleted: unlike a NoSchedule taint, a label that no longer fits makes it leave.',
      },
      {
        label: 'Add a node with an SSD',
        expect: 'It comes with the label and gets its Pod as soon as it is registered.',
      },
    ],
  },
}
