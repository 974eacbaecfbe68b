import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test('pause, step, speed, settle and reset', async ({ playground, page }) => {
  await playground.open(agentScenario({ lines: [] }))
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await playground.apply()
  await expect(page.locator('[data-pod]')).toHaveCount(0)
  const next = page.getByRole('button', { name: 'Next change', exact: true })
  await expect(async () => {
    await next.click()
    await expect(page.locator('[data-pod]').first()).toBeVisible({ timeout: 300 })
  }).toPass()
  await expect(page.locator('[data-pod][aria-label$="Running"]')).toHaveCount(0)
  await playground.settle()
  await expect(playground.count('READY')).toHaveText('3')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()

  const slider = page.getByRole('slider', { name: 'Speed' })
  await slider.focus()
  await slider.press('Home')
  await expect(page.getByRole('region', { name: 'Time' })).toContainText('0.1x')
  await slider.press('End')
  await expect(page.getByRole('region', { name: 'Time' })).toContainText('100x')

  await page.getByRole('button', { name: 'Back to the beginning', exact: true }).click()
  await expect(page.locator('[data-pod]')).toHaveCount(0)
  await expect(playground.editor).toContainText('registry.example/agent')
})

test('the event list says who did what and when', async ({ playground, page }) => {
  await playground.open(agentScenario())
  // The inspector has a tab of that name as well.
  const tabs = page.getByRole('tablist', { name: 'Terminal, events and log' })
  await tabs.getByRole('tab', { name: 'Events', exact: true }).click()
  const list = page.getByRole('tabpanel', { name: 'Events', exact: true }).first()
  for (const who of ['DaemonSet controller', 'scheduler', 'kubelet on worker-1']) {
    await list.getByRole('searchbox').or(list.getByRole('textbox')).fill(who)
    await expect(list).toContainText(who)
  }
})

test('space pauses and plays', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.node('worker-1').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
})
