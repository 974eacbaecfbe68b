import { expect, test } from './playground'

test('a diff that is closed while it is worked out complains of nothing', async ({ playground, page }) => {
  let start = (): void => undefined
  const closed = new Promise<void>(resolve => {
    start = resolve
  })
  // Monaco compares in this worker, which starts only when the dialog is gone again.
  await page.route(/\/editor\.worker/, async route => {
    await closed
    await route.continue()
  })
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args)
        this.addEventListener('message', ({ data }) => {
          if (data?.res === null) console.log('nothing to compare any more')
        })
      }
    }
  })
  await playground.open()
  await playground.apply()
  await expect(playground.count('DESIRED')).toHaveText('4')
  await page.getByRole('button', { name: 'Diff', exact: true }).click()
  await expect(page.getByRole('dialog').locator('.monaco-diff-editor')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const answered = page.waitForEvent('console', message => message.text() === 'nothing to compare any more')
  start()
  await answered
  // What Monaco makes of the answer comes before what the page is asked next.
  await expect(playground.editor).toBeVisible()
})
