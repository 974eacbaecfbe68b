import { expect, test } from './playground'
import { agentManifest, agentScenario } from './scenarios'

const TWO_CPUS = agentManifest().replace(
  'image: registry.example/agent:v1\n',
  'image: registry.example/agent:v1\n        resources: {requests: {cpu: "2"}}\n',
)

test('the same commands on another version: in 1.11 the controller makes no Pod where there is no room', async ({
  playground,
  page,
}) => {
  const scenario = agentScenario({ workers: 1, file: TWO_CPUS })
  await playground.open({ ...scenario, nodes: [...scenario.nodes, { name: 'worker-small', cpu: '1' }] })
  await expect(playground.count('DESIRED')).toHaveText('2')
  await expect(playground.count('CURRENT')).toHaveText('2')

  await page.getByRole('button', { name: 'Kubernetes version: 1.36' }).click()
  await page.getByRole('menu').getByText('Kubernetes 1.11').click()
  await expect(page.locator('.toast__title').getByText('played again on Kubernetes 1.11')).toBeVisible()
  await playground.ready()
  await expect(playground.count('DESIRED')).toHaveText('2')
  await expect(playground.count('CURRENT')).toHaveText('1')
  await expect(playground.node('control-plane')).toContainText('master')

  await playground.header.getByRole('button', { name: '1.11: 1 note' }).click()
  await expect(playground.inspector).toContainText('the DaemonSet controller puts its Pods on their nodes itself')
  await playground.type('kubectl get events --field-selector reason=FailedPlacement -o jsonpath={.items[*].message}')
  await playground.expectOutput('failed to place pod on "worker-small": Node didn\'t have enough resource: cpu')
  await playground.type('kubectl get nodes')
  await playground.expectOutput('v1.11.10')

  await page.getByRole('button', { name: 'Kubernetes version: 1.11' }).click()
  await page.getByRole('menu').getByText('Kubernetes 1.36').click()
  await expect(playground.count('CURRENT')).toHaveText('2')
})

test('a link keeps the version, and 1.21 says that it drops maxSurge', async ({ playground, page }) => {
  const rollingUpdate = '  updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}\n'
  const file = agentManifest({ extra: rollingUpdate })
  await playground.open({ ...agentScenario({ file }), version: '1.21' })
  await expect(page.getByRole('button', { name: 'Kubernetes version: 1.21' })).toBeVisible()
  await playground.header.getByRole('button', { name: '1.21: 1 note' }).click()
  await expect(playground.inspector).toContainText('1.21 drops maxSurge')
  await playground.type('kubectl version')
  await playground.expectOutput('GitVersion:"v1.21.14"')
})
