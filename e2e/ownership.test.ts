import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test('a deleted Pod is replaced', async ({ playground, page }) => {
  await playground.open(agentScenario())
  const before = await playground.pods('worker-1').getAttribute('data-pod')
  await playground.pods('worker-1').click({ button: 'right' })
  await page
    .getByRole('menu')
    .getByRole('menuitem', { name: /^Delete/ })
    .first()
    .click()
  await expect(playground.page.locator(`[data-pod="${before}"]`)).toHaveCount(0)
  await expect(playground.pods('worker-1', 'Running')).toHaveCount(1)
})

test('deleting the DaemonSet takes its Pods along', async ({ playground }) => {
  await playground.open(agentScenario())
  await playground.type('kubectl delete ds agent')
  await playground.expectOutput('daemonset.apps "agent" deleted')
  await playground.settle()
  await expect(playground.page.locator('[data-pod]')).toHaveCount(0)
})

test('orphaned Pods stay and are adopted again', async ({ playground }) => {
  await playground.open(agentScenario())
  const before = await playground.pods('worker-2').getAttribute('data-pod')
  await playground.type('kubectl delete ds agent --cascade=orphan')
  await playground.settle()
  await expect(playground.page.locator('[data-pod]')).toHaveCount(3)
  await playground.apply()
  await playground.settle()
  await expect(playground.count('READY')).toHaveText('3')
  await expect(playground.pods('worker-2')).toHaveAttribute('data-pod', String(before))
})
