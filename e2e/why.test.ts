import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test('a node says why the DaemonSet does or does not run there, rule by rule', async ({ playground, page }) => {
  await playground.open(
    agentScenario({ lines: ['kubectl apply -f agent.yaml', 'kubectl taint node worker-1 dedicated=gpu:NoSchedule'] }),
  )
  await playground.node('worker-1').click({ position: { x: 100, y: 16 } })
  await page.getByRole('tab', { name: 'Why', exact: true }).click()
  await expect(playground.inspector).toContainText('It stays, but would not come back.')
  await playground.inspector.getByRole('listitem').filter({ hasText: 'no toleration matches' }).hover()
  await expect(playground.node('worker-1').locator('[class*="lit"], [data-lit="true"]').first()).toBeVisible()
})

test('a Pod, a node and a DaemonSet show their YAML, conditions and events', async ({ playground }) => {
  await playground.open(agentScenario())
  await playground.pods('worker-1').click()
  for (const [tab, text] of [
    ['What', 'Ready'],
    ['Events', 'Started'],
    ['YAML', 'kind: Pod'],
    ['Why', 'DaemonSet controller'],
  ] as const) {
    await playground.inspector.getByRole('tab', { name: tab, exact: true }).click()
    await expect(playground.inspector).toContainText(text)
  }
  await playground.header.getByRole('button', { name: 'agent', exact: true }).click()
  await playground.inspector.getByRole('tab', { name: 'YAML', exact: true }).click()
  await expect(playground.inspector).toContainText('kind: DaemonSet')
})
