import { beforeAll, expect, it } from 'vitest'
import type { CommandIo } from '../../base/command'
import { createEngine } from '../../engine/index'
import { createKubectlSession, type KubectlSession } from '../kubectl-session'
import { completeKubectl } from './complete-kubectl'

const io: CommandIo = {
  out() {},
  err() {},
  readFile: () => undefined,
  writeFile() {},
  fileNames: () => ['ds.yaml', 'deploy.yaml'],
  now: () => 0,
}

const DAEMONSET = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'default', labels: { app: 'agent', tier: 'infra' } },
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: {
      metadata: { labels: { app: 'agent' } },
      spec: {
        containers: [
          { name: 'agent', image: 'agent:v1' },
          { name: 'sidecar', image: 'sidecar:v1' },
        ],
      },
    },
  },
}

let session: KubectlSession

beforeAll(() => {
  const machines = ['worker-1', 'worker-2'].map(name => ({ name, booted: true, labels: { disktype: 'ssd' } }))
  const engine = createEngine({ seed: 1, machines })
  const client = engine.client('kubectl')
  client.create('daemonsets.apps', DAEMONSET)
  engine.runUntil(60_000)
  session = createKubectlSession(client, () => ({ take: () => [], stop() {} }), engine.behaviour)
})

const pods = () => session.client.list('pods', { namespace: 'default' }).map(({ metadata }) => metadata.name)
const complete = (line: string) => completeKubectl(line.split(' '), session, io)

it.each([
  ['desc', ['describe']],
  ['rollout ', ['history', 'pause', 'restart', 'resume', 'status', 'undo']],
  ['rollout status ', ['daemonsets', 'deployments', 'statefulsets']],
  ['rollout status ds/', ['ds/agent']],
  ['get daem', ['daemonsets']],
  ['get ds', ['ds']],
  ['get ds ', ['agent']],
  ['get pods,daem', ['pods,daemonsets']],
  ['-n kube-system get ds ', []],
  ['get ds --show-l', ['--show-labels']],
  ['get ds --outp', ['--output-watch-events', '--output=']],
  ['get ds -o y', ['yaml']],
  ['get ds -oya', ['-oyaml']],
  ['get ds --output=na', ['--output=name']],
  ['get pods -n kube-s', ['kube-system']],
  ['get pods --namespace=kube-s', ['--namespace=kube-system']],
  ['get ds -l ', ['app=', 'tier=']],
  ['get ds -l app=', ['app=agent']],
  ['get ds -l app=agent,t', ['app=agent,tier=']],
  ['get nodes -L disk', ['disktype']],
  ['get pods --field-selector spec.n', ['spec.nodeName=']],
  ['get pods --field-selector spec.nodeName=', ['spec.nodeName=worker-1', 'spec.nodeName=worker-2']],
  ['apply -f d', ['deploy.yaml', 'ds.yaml']],
  ['cordon w', ['worker-1', 'worker-2']],
  ['cordon worker-1 ', ['worker-2']],
  ['drain ', ['worker-1', 'worker-2']],
  ['logs ds/', ['ds/agent']],
  ['logs ds/agent -c ', ['agent', 'sidecar']],
  ['set image ds/agent ', ['agent=', 'sidecar=']],
  ['set image ds agent s', ['sidecar=']],
  ['label node worker-1 disk', ['disktype-', 'disktype=']],
  ['patch ds agent --type ', ['json', 'merge', 'strategic']],
  ['delete ds agent --cascade=o', ['--cascade=orphan']],
  ['wait --for=condition=R pod x', []],
  ['taint ', ['nodes']],
  ['scale ', ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets']],
  ['create depl', ['deployment']],
  ['exec pod -- l', []],
  ['nosuch ', []],
])('kubectl %s', (line, candidates) => {
  expect(complete(line)).toEqual(candidates)
})

it('completes the names of Pods, and their containers', () => {
  const [pod = ''] = pods()
  expect(complete('get pod agent-')).toEqual([...pods()].sort())
  expect(complete(`describe pod ${pod.slice(0, -2)}`)).toContain(pod)
  expect(complete('logs agent-')).toEqual([...pods()].sort())
  expect(complete(`logs ${pod} -c s`)).toEqual(['sidecar'])
  expect(complete(`delete pod ${pod} `)).toEqual(pods().filter(name => name !== pod))
})
