import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './playground'
import { agentScenario } from './scenarios'

const TROUBLE = [
  'kubectl apply -f agent.yaml',
  'kubectl taint node worker-1 dedicated=gpu:NoSchedule',
  'kubectl cordon worker-2',
  'lab node power-off worker-3',
  'lab image set registry.example/agent:v2 --missing',
  'kubectl set image ds/agent agent=registry.example/agent:v2',
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`no automated violation: ${colorScheme}, ${viewport.width} wide`, async ({ playground, page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(viewport)
      await page.goto('./')
      await expect(page.getByRole('banner')).toBeVisible()
      await page.goto('about:blank')
      await playground.open({ ...agentScenario({ lines: TROUBLE }), time: 120_000 }).catch(() => undefined)
      await expect(page.getByRole('banner')).toBeVisible()
      // All of it, as it stays: what loads apart has come, and the terminal has said what there was to say.
      await expect(page.locator('.skeleton')).toHaveCount(0)
      if (viewport.width > 900) await playground.expectOutput('daemonset.apps/agentimageupdated$')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`),
      ).toEqual([])
    })
  }
}

test('the palette finds actions by their command, from the keyboard', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.node('worker-1').focus()
  await playground.openPalette()
  await page.keyboard.type('kubectl cordon worker-2')
  await page.keyboard.press('Enter')
  await expect(playground.node('worker-2')).toContainText('SchedulingDisabled')
})
