import { expect, test } from './playground'

test('a chosen language is that of every panel, also after a reload, and nothing stops working', async ({
  playground,
  page,
}) => {
  await playground.open()
  await expect(playground.editor).toBeVisible()
  await page.getByRole('button', { name: 'Language: English' }).click()
  await page.getByRole('menuitemradio', { name: 'Polski' }).click()

  const speaksPolish = async () => {
    await expect(page.locator('html')).toHaveAttribute('lang', 'pl')
    await expect(page.getByRole('button', { name: 'Scenariusz: Agent logów na każdym węźle' })).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Na co patrzeć i co wypróbować' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Inspektor' })).toContainText('Nic nie zaznaczono')
    await expect(page.locator('.terminal-view .xterm-rows')).toContainText('Tu działają kubectl i lab.')
    await expect(playground.editor).toBeVisible()
  }
  await speaksPolish()
  await page.getByRole('button', { name: 'Zastosuj plik (Apply)' }).click()
  await expect(playground.node('worker-3').locator('[data-pod]')).toBeVisible()
  await playground.node('worker-1').click({ position: { x: 20, y: 12 } })
  await expect(page.getByRole('heading', { name: 'Czy fluentd-elasticsearch tu działa?' })).toBeVisible()

  await playground.openPalette()
  await page.keyboard.insertText('kubectl rollout restart')
  await expect(page.getByRole('option', { name: /Zrestartuj wszystkie Pody/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.reload()
  await playground.ready()
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl')
  await expect(page.getByRole('region', { name: 'Edytor' })).toBeVisible()
})
