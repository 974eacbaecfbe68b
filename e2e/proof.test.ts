import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './playground'

test('the proof page says what was recorded, and a trace opened from it plays by itself', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Checked against real Kubernetes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checked against real Kubernetes')
  await expect(page.getByRole('row', { name: /^traces a cluster/ })).toContainText('188 of 188')
  await expect(page.getByRole('heading', { name: 'Known differences' })).toBeVisible()

  await page.getByText('Pods that fail, and back-off · Kubernetes 1.36').click()
  await page.getByRole('link', { name: 'fail-one', exact: true }).click()
  await expect(page.locator('.top-bar')).toContainText('fail-one')
  const pods = page.locator('[data-pod]')
  await expect(pods).not.toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByText('lab pod fail')).not.toHaveCount(0, { timeout: 40_000 })
})

test('the page without its folder’s slash, and as npm start serves it', async ({ page }) => {
  await page.goto('./proof')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checked against real Kubernetes')
  await expect(page.locator('body')).toHaveCSS('font-family', /Inter/)
})

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`the proof page has no automated violation: ${colorScheme}, ${width} wide`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await page.goto('./proof/')
    for (const summary of await page.locator('summary').all()) await summary.click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`)).toEqual(
      [],
    )
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}
