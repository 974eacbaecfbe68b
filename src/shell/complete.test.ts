import { expect, it } from 'vitest'
import type { CommandIo } from '../base/command'
import { createEngine } from '../engine/index'
import { createShell } from './index'

const io: CommandIo = {
  out() {},
  err() {},
  readFile: () => undefined,
  writeFile() {},
  fileNames: () => ['ds.yaml', 'notes'],
  now: () => 0,
}

const shell = createShell({ engine: createEngine({ seed: 1, machines: [{ name: 'worker-1', booted: true }] }) })

it.each([
  ['kub', ['kubectl']],
  ['ka', []],
  ['kubectl get ds | gr', ['grep']],
  ['kubectl get nodes; kubectl desc', ['describe']],
  ['sudo kubectl cord', ['cordon']],
  ['k3s kubectl cord', ['cordon']],
  ['watch -n 1 kubectl get no', ['nodes']],
  ['for n in a b; do kubectl cordon w', ['worker-1']],
  ['echo $(kubectl cordon w', ['worker-1']],
  ['KUBE_EDITOR=vi kubectl ed', ['edit']],
  ['cat d', ['ds.yaml']],
  ['kubectl apply -f - < d', ['ds.yaml']],
  ['echo x > n', ['notes']],
  ['vi ', ['ds.yaml', 'notes']],
  ['echo $HO', ['$HOME']],
  ['lab node power-off w', ['worker-1']],
  ['minikube node a', ['add']],
  ['k get no', ['nodes']],
])('%s', (line, candidates) => {
  expect(shell.complete(line, io)).toEqual(candidates)
})
