import type { Scenario, ScenarioNode } from '../src/scenario/scenario'
import { expect, type Playground, test } from './playground'

test.slow()
test.beforeEach(({ playground }) => playground.roomyTerminal())

/** A line, and what it prints: each of these somewhere. */
type Typed = readonly [line: string, ...printed: (string | RegExp)[]]

function manifest(
  name: string,
  options: { image?: string; namespace?: string; pod?: string; app?: string } = {},
): string {
  const { image = 'nginx:1.25', namespace = 'default', pod = '', app = name } = options
  return `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${app}}}
  template:
    metadata: {labels: {app: ${app}}}
    spec:
${pod}      containers: [{name: ${/nginx/.test(name) ? 'nginx' : 'monitor'}, image: "${image}"}]
`
}

const workers = (prefix: string): readonly ScenarioNode[] => [1, 2, 3].map(number => ({ name: `${prefix}${number}` }))

function scenario(nodes: readonly ScenarioNode[], files: Readonly<Record<string, string>>): Scenario {
  return {
    format: 1,
    title: 'Seed',
    version: '1.36',
    seed: 7,
    nodes: [{ name: 'control-plane', controlPlane: true }, ...nodes],
    files,
    log: [],
    time: 5_000,
  }
}

async function follow(playground: Playground, lines: readonly Typed[]): Promise<void> {
  for (const [line, ...printed] of lines) {
    await test.step(line, async () => {
      const output = await playground.run(line)
      for (const text of printed) {
        if (typeof text === 'string') expect(output).toContain(text.replace(/\s/g, ''))
        else expect(output).toMatch(new RegExp(text.source.replaceAll(' ', '')))
      }
    })
  }
}

test('the course on k3s, with sudo', async ({ playground, page }) => {
  const ssd = '      nodeSelector: {disktype: ssd}\n'
  const files = {
    'daemonset-basic.yml': manifest('nginx-daemonset', { app: 'nginx-daemon' }),
    'daemonset-node-selector.yml': manifest('ssd-monitor', { pod: ssd }),
  }
  await playground.open(scenario(workers('node'), files))
  await playground.fast()
  await follow(playground, [
    ['sudo kubectl apply -f daemonset-basic.yml', 'daemonset.apps/nginx-daemonset created'],
    ['sudo kubectl rollout status ds nginx-daemonset', 'daemon set "nginx-daemonset" successfully rolled out'],
    [
      'sudo kubectl get daemonset',
      'NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR AGE',
      /nginx-daemonset 3 3 3 3 3 <none>/,
    ],
    ['sudo kubectl get ds', /nginx-daemonset 3 3 3 3 3/],
    ['sudo kubectl get pods -o wide', /nginx-daemonset-\w{5} 1\/1 Running 0 \S+ 10\.\S+ node1/, 'node3'],
    ['sudo kubectl describe ds nginx-daemonset', 'SuccessfulCreate', 'daemonset-controller'],
    ['sudo kubectl label nodes node1 disktype=ssd', 'node/node1 labeled'],
    ['sudo kubectl apply -f daemonset-node-selector.yml', 'daemonset.apps/ssd-monitor created'],
    ['sudo kubectl rollout status ds ssd-monitor', 'successfully rolled out'],
    ['sudo kubectl get pods -o wide', /ssd-monitor-\w{5} \S+ \S+ 0 \S+ \S+ node1/],
  ])
  await playground.enter('sudo kubectl edit ds nginx-daemonset')
  await page.getByRole('dialog').getByRole('button', { name: 'Close without saving' }).click()
  expect(await playground.prompt('sudo kubectl edit ds nginx-daemonset')).toContain('Editcancelled,nochangesmade.')
  await follow(playground, [
    ['sed -i s/1.25/1.26/ daemonset-basic.yml'],
    ['sudo kubectl apply -f daemonset-basic.yml', 'daemonset.apps/nginx-daemonset configured'],
    ['sudo kubectl rollout status ds nginx-daemonset', 'successfully rolled out'],
    ['sudo kubectl get pods -l app=nginx-daemon -o wide', /(?:nginx-daemonset-\w{5} 1\/1 Running .*){3}/],
    ["sudo kubectl get events --sort-by='.lastTimestamp' | grep DaemonSet"],
    ["sudo kubectl get events --sort-by='.lastTimestamp' | grep -i DaemonSet | tail -3", 'nginx-daemonset'],
    ['sudo kubectl delete ds nginx-daemonset --cascade=orphan', 'daemonset.apps "nginx-daemonset" deleted'],
    ['sudo kubectl get pods -l app=nginx-daemon --no-headers | wc -l', /^3$/],
    ['sudo kubectl apply -f daemonset-basic.yml', 'created'],
    ['sudo kubectl delete ds nginx-daemonset', 'daemonset.apps "nginx-daemonset" deleted'],
  ])
})

test('the example of the documentation, the Polish text and the Indonesian summary', async ({ playground }) => {
  const fluentd = manifest('fluentd-elasticsearch', {
    namespace: 'kube-system',
    image: 'fluentd:v2.5.2',
    app: 'x',
  }).replaceAll('app: x', 'name: fluentd-elasticsearch')
  const tolerations =
    '      tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}]\n'
  const everywhere = manifest('fluentd-elasticsearch', { namespace: 'kube-system', pod: tolerations })
  await playground.open(
    scenario(workers('worker-'), { 'daemonset-example.yaml': fluentd, 'fluentd-daemonset.yaml': everywhere }),
  )
  await playground.fast()
  await follow(playground, [
    [
      'kubectl apply -f https://k8s.io/examples/controllers/daemonset.yaml',
      'daemonset.apps/fluentd-elasticsearch created',
    ],
    [
      'kubectl delete ds fluentd-elasticsearch -n kube-system --cascade=false',
      /deprecated/,
      'daemonset.apps "fluentd-elasticsearch" deleted',
    ],
    ['kubectl delete pods -n kube-system -l name=fluentd-elasticsearch', 'deleted'],
    ['kubectl apply -f daemonset-example.yaml', 'daemonset.apps/fluentd-elasticsearch created'],
    ['kubectl rollout status ds fluentd-elasticsearch -n kube-system', 'successfully rolled out'],
    ['kubectl get daemonset fluentd-elasticsearch -n kube-system', /fluentd-elasticsearch 3 3 3 3 3/],
    [
      'kubectl get pods -n kube-system -l name=fluentd-elasticsearch -o wide',
      /(?:fluentd-elasticsearch-\w{5} 1\/1 Running .*){3}/,
    ],
    ['kubectl delete ds fluentd-elasticsearch -n kube-system', 'deleted'],
    ['kubectl apply -f fluentd-daemonset.yaml', 'daemonset.apps/fluentd-elasticsearch created'],
    ['kubectl -n kube-system rollout status ds/fluentd-elasticsearch', 'successfully rolled out'],
    ['kubectl -n kube-system get ds fluentd-elasticsearch', /fluentd-elasticsearch 4 4 4 4 4/],
  ])
})

test('the Vietnamese lesson, from creating to deleting', async ({ playground, page }) => {
  const tolerations = '      tolerations: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]\n'
  const busybox = manifest('node-monitor', { image: 'busybox' }).replace(
    'image: "busybox"',
    `image: busybox, command: [sh, -c, 'while true; do hostname; sleep 30; done']`,
  )
  const files = {
    'daemonset.yaml': manifest('nginx-daemon', { image: 'nginx:latest' }),
    'ssd-monitor-daemonset.yaml': manifest('ssd-monitor', { pod: '      nodeSelector: {disktype: ssd}\n' }),
    'monitoring-everywhere.yaml': manifest('monitoring-everywhere', { pod: tolerations }),
    'monitoring-daemonset.yaml': busybox,
  }
  await playground.open(scenario(workers('node-'), files))
  await playground.fast()
  await follow(playground, [
    ['kubectl apply -f daemonset.yaml', 'daemonset.apps/nginx-daemon created'],
    ['kubectl rollout status daemonset/nginx-daemon', 'successfully rolled out'],
    ['kubectl get daemonset', /nginx-daemon 3 3 3 3 3/],
    ['kubectl get ds', /nginx-daemon 3 3 3 3 3/],
    ['kubectl get pods -o wide', 'node-1', 'node-2', 'node-3'],
    ['minikube node add', 'lab node add'],
    ['kubectl wait --for=condition=Ready nodes --all', /(?:node\/\S+ condition met ?){5}/],
    ['kubectl rollout status ds nginx-daemon', 'successfully rolled out'],
    ['kubectl get pods -o wide', /(?:nginx-daemon-\w{5} .*){4}/],
    ['kubectl label nodes node-1 disktype=ssd', 'node/node-1 labeled'],
    ['kubectl label nodes node-2 disktype=ssd', 'node/node-2 labeled'],
    ['kubectl apply -f ssd-monitor-daemonset.yaml', 'created'],
    ['kubectl rollout status ds ssd-monitor', 'successfully rolled out'],
    ['kubectl get pods -o wide | grep -c ssd-monitor', /^2$/],
    ['kubectl label nodes node-3 disktype=ssd', 'labeled'],
    ['kubectl rollout status ds ssd-monitor', 'successfully rolled out'],
    ['kubectl get ds ssd-monitor', /ssd-monitor 3 3 3 3 3 disktype=ssd/],
    ['kubectl describe node control-plane | grep Taints', 'Taints: node-role.kubernetes.io/control-plane:NoSchedule'],
    ['kubectl apply -f monitoring-everywhere.yaml', 'created'],
    ['kubectl rollout status ds monitoring-everywhere', 'successfully rolled out'],
    ['kubectl get pods -o wide | grep monitoring', 'control-plane'],
  ])
  // Nothing happens before somebody watches.
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await follow(playground, [
    ['kubectl set image daemonset/nginx-daemon nginx=nginx:1.22', 'daemonset.apps/nginx-daemon image updated'],
  ])
  await playground.enter('kubectl get pods -w')
  await playground.expectOutput(/nginx-daemon-\w{5}1\/1Running/)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await playground.expectOutput(/nginx-daemon-\w{5}.*ContainerCreating/)
  await page.getByRole('textbox', { name: 'Command line' }).focus()
  await page.keyboard.press('Control+c')
  await playground.prompt('kubectl get pods -w')
  await follow(playground, [
    ['kubectl rollout status daemonset/nginx-daemon', 'successfully rolled out'],
    [
      `kubectl patch ds nginx-daemon -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`,
      'patched',
    ],
    ['kubectl set image daemonset/nginx-daemon nginx=nginx:1.23', 'image updated'],
    [
      'kubectl delete pod $(kubectl get pods -l app=nginx-daemon -o name | head -1 | cut -d/ -f2)',
      /pod "nginx-daemon-\w{5}" deleted/,
    ],
    ['kubectl get daemonset', /nginx-daemon 4/],
    ['kubectl describe daemonset nginx-daemon', 'SuccessfulDelete'],
    ['kubectl describe nodes | grep -c Taints', /^5$/],
    ['kubectl get nodes --show-labels | grep disktype=ssd | wc -l', /^3$/],
    ['kubectl get daemonset nginx-daemon -o yaml | grep finalizers'],
    [`kubectl patch daemonset nginx-daemon -p '{"metadata":{"finalizers":[]}}' --type=merge`, 'patched'],
    ['kubectl delete daemonset nginx-daemon', 'daemonset.apps "nginx-daemon" deleted'],
    ['kubectl wait --for=delete pod -l app=nginx-daemon'],
    ['kubectl get pods -l app=nginx-daemon', 'No resources found in default namespace.'],
    ['kubectl get daemonset nginx-daemon', 'Error from server (NotFound): daemonsets.apps "nginx-daemon" not found'],
    ['kubectl delete daemonset monitoring-everywhere --force --grace-period=0', 'force deleted'],
    ['kubectl apply -f monitoring-daemonset.yaml', 'created'],
    ['kubectl rollout status daemonset/node-monitor', 'successfully rolled out'],
    ['kubectl get pods -o wide', 'node-monitor'],
    ['kubectl logs -l app=node-monitor --tail=5', 'node-monitor-'],
    ['kubectl set image daemonset/node-monitor monitor=busybox:1.35', 'image updated'],
    ['kubectl rollout status daemonset/node-monitor', 'successfully rolled out'],
    ['kubectl delete daemonset node-monitor', 'deleted'],
  ])
})
