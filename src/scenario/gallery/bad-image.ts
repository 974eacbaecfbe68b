import { agentManifest, SETTLED, workers } from './agent-manifest'
import { type GalleryEntry, galleryScenario } from './gallery'

const ID = 'bad-image'
const TITLE = 'A bad image, and the way back'

export const badImage: GalleryEntry = {
  id: ID,
  topic: 'trouble',
  scenario: galleryScenario(ID, TITLE, {
    nodes: workers(4),
    files: { 'agent.yaml': agentManifest({ spec: '  minReadySeconds: 10\n' }) },
    done: [
      { at: 0, line: 'lab image set agent:v2 --missing' },
      { at: 0, line: 'lab image set agent:v3 --crash-after 5s' },
      { at: 0, line: 'kubectl apply -f agent.yaml' },
    ],
    time: SETTLED,
  }),
  tries: [
    { lines: ['kubectl set image daemonset/agent agent=agent:v2'] },
    { lines: ['kubectl rollout undo daemonset/agent'] },
    { lines: ['kubectl set image daemonset/agent agent=agent:v3'] },
  ],
  text: {
    title: TITLE,
    summary: 'The rollout stops by itself at the first broken node.',
    watch:
      'agent:v2 does not exist in the registry, and agent:v3 crashes five seconds after its start. The budget of one node protects the other three: nothing more is replaced while one node is without an available Pod. It is minReadySeconds: 10 that catches agent:v3, which looks healthy for five seconds. Nothing is undone by itself.',
    tries: [
      {
        label: 'Ship agent:v2, which does not exist',
        expect: 'One Pod in ErrImagePull, then ImagePullBackOff; the other three go on with r1.',
      },
      { label: 'Undo', expect: 'The broken Pod is replaced at once: a Pod that is not available costs no budget.' },
      {
        label: 'Ship agent:v3, which crashes',
        expect: 'CrashLoopBackOff with growing pauses. Look at the Pod’s Why: it tells when the next try is.',
      },
    ],
  },
}
