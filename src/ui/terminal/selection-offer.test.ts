import { expect, it } from 'vitest'
import { selectionOffer } from './selection-offer'

const POD = { kind: 'Pod', key: 'kube-system/agent-x' }
const NODE = { kind: 'Node', key: 'worker-1' }
const DS = { kind: 'DaemonSet', key: 'default/agent' }

it.each([
  ['', NODE, 'kubectl describe node worker-1'],
  ['', POD, 'kubectl describe pod agent-x -n kube-system'],
  ['kubectl describe ', DS, 'ds agent'],
  ['kubectl get pods ', POD, 'agent-x -n kube-system'],
  ['kubectl -n kube-system get pods ', POD, ''],
  ['kubectl delete pod -n kube-system ', POD, ''],
  ['kubectl logs ', POD, 'agent-x -n kube-system'],
  ['kubectl logs ', NODE, ''],
  ['sudo kubectl drain ', NODE, 'worker-1'],
  ['kubectl rollout status ', DS, 'ds/agent'],
  ['lab node power-off ', NODE, 'worker-1'],
  ['lab node add ', NODE, ''],
  ['kubectl describe', NODE, ''],
  ['echo ', NODE, ''],
])('%j with %o', (text, selected, offer) => {
  expect(selectionOffer(text, selected)).toBe(offer)
})
