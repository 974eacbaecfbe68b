import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test('a link opens the same scenario in the same state elsewhere', async ({ playground, page, context }) => {
  await playground.open(agentScenario())
  await playground.type('kubectl taint node worker-2 dedicated=gpu:NoExecute')
  await expect(playground.pods('worker-2')).toHaveCount(0)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const link = page.getByRole('dialog').getByRole('textbox', { name: 'Link' })
  await expect(link).toHaveValue(/#s=/)
  const address = await link.inputValue()
  expect(address.length).toBeLessThan(2000)

  const other = await context.browser()?.newContext()
  const elsewhere = await other?.newPage()
  if (elsewhere === undefined) throw new Error('no browser')
  await elsewhere.goto(address)
  await expect(elsewhere.locator('[data-node="worker-2"]')).toContainText('dedicated')
  await expect(elsewhere.locator('[data-node="worker-2"] [data-pod]')).toHaveCount(0)
  const mine = await page
    .locator('[data-pod]')
    .evaluateAll(pods => pods.map(pod => pod.getAttribute('data-pod')).sort())
  await expect
    .poll(() =>
      elsewhere.locator('[data-pod]').evaluateAll(pods => pods.map(pod => pod.getAttribute('data-pod')).sort()),
    )
    .toEqual(mine)
  await other?.close()
})

test('work survives a reload', async ({ playground, page }) => {
  await playground.open()
  await playground.apply()
  await playground.settle()
  await expect(playground.count('READY')).toHaveText('4')
  await playground.type('kubectl cordon worker-1')
  await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
  await expect
    .poll(() =>
      page.evaluate(() => (localStorage.getItem('daemonset-playground/session') ?? '').includes('cordon worker-1')),
    )
    .toBe(true)
  await page.reload()
  await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
  await expect(playground.count('READY')).toHaveText('4')
})

test('a saved file opens again', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.type('kubectl cordon worker-3')
  await expect(playground.node('worker-3')).toContainText('SchedulingDisabled')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const path = await (await download).path()
  await playground.openGallery('Rolling update')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await (await chooser).setFiles(path)
  await expect(playground.node('worker-3')).toContainText('SchedulingDisabled')
})

test('every gallery scenario opens with a note and three things to try', async ({ playground, page }) => {
  await playground.open()
  await page.getByRole('button', { name: 'Gallery', exact: true }).click()
  const cards = page.getByRole('dialog').locator('button.gallery-card')
  await expect(cards.first()).toBeVisible()
  const count = await cards.count()
  expect(count).toBeGreaterThanOrEqual(10)
  for (let i = 0; i < count; i++) {
    if (i > 0) await page.getByRole('button', { name: 'Gallery', exact: true }).click()
    await cards.nth(i).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    const note = page.getByRole('complementary', { name: 'What to watch and what to try' })
    await expect(note.getByRole('listitem')).toHaveCount(3)
    await expect(page.locator('[data-node]').first()).toBeVisible()
  }
})
