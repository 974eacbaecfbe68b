import type { Locator, Page } from '@playwright/test'
import { expect, test } from './playground'
import { agentScenario } from './scenarios'

/** Presses Tab until `target` has the focus, as somebody without a mouse does; the editor is left with Control and M. */
async function reach(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press(key)
    if (await target.evaluate(element => element === document.activeElement)) return
    if (await page.locator('.monaco-editor textarea:focus').count()) await page.keyboard.press('Control+m')
  }
  throw new Error('It cannot be reached with the Tab key.')
}

/** Opens the menu of what has the focus, and chooses an entry with the arrow keys. */
async function choose(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('m')
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  await expect.poll(() => menu.evaluate(element => element.contains(document.activeElement))).toBe(true)
  const entry = menu.getByRole('menuitem', { name })
  for (let presses = 0; presses < 20; presses += 1) {
    if (await entry.evaluate(element => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
}

test('apply, add, taint, cordon, move and remove without a mouse', async ({ playground, page }) => {
  await playground.open()
  await expect(playground.editor).toBeVisible()
  await reach(page, page.getByRole('button', { name: 'Apply', exact: true }))
  await page.keyboard.press('Enter')
  await expect(playground.count('READY')).toHaveText('4')

  await reach(page, playground.node('control-plane'))
  await page.keyboard.press('n')
  await expect(playground.pods('worker-4', 'Running')).toHaveCount(1)

  await page.keyboard.press('ArrowRight')
  await expect(playground.node('worker-1')).toBeFocused()
  await choose(page, /^Cordon/)
  await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
  await expect(playground.node('worker-1')).toBeFocused()

  await choose(page, /^Add a taint/)
  await expect(page.getByRole('dialog').getByLabel('Key')).toBeFocused()
  await page.keyboard.type('dedicated')
  await page.keyboard.press('Tab')
  await page.keyboard.type('gpu')
  await page.keyboard.press('Enter')
  await expect(playground.node('worker-1')).toContainText('dedicated=gpu:NoSchedule')
  await expect(playground.node('worker-1')).toBeFocused()

  const before = await playground.node('worker-1').boundingBox()
  await page.keyboard.press('Shift+ArrowDown')
  await expect
    .poll(async () => (await playground.node('worker-1').boundingBox())?.y)
    .toBeGreaterThan((before?.y ?? 0) + 5)

  await page.keyboard.press('Delete')
  await reach(page, page.getByRole('dialog').getByRole('button', { name: /^Remove/ }))
  await page.keyboard.press('Enter')
  await expect(playground.node('worker-1')).toHaveCount(0)
})

test('time, Pods, reasons and a link without a mouse', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await expect(playground.editor).toBeVisible()
  await reach(page, page.getByRole('button', { name: 'Skip to the cluster' }))
  await page.keyboard.press('Enter')
  await reach(page, playground.node('control-plane'))
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page.keyboard.press('s')

  await page.keyboard.press('Enter')
  await expect(playground.inspector).toContainText('control-plane')
  const rule = playground.inspector.getByRole('button', { name: /taint .*control-plane:NoSchedule/ }).first()
  await reach(page, rule)
  await expect(playground.node('control-plane').locator('.chip--lit')).toHaveCount(1)

  await reach(page, playground.node('control-plane'), 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  const tile = playground.pods('worker-1', 'Running').first()
  const name = await tile.getAttribute('data-pod')
  await reach(page, tile)
  await choose(page, /^Delete/)
  await expect(playground.pods('worker-1', 'Terminating')).toHaveCount(1)
  await page.keyboard.press('s')
  await expect(page.locator(`[data-pod="${name}"]`)).toHaveCount(0)
  await expect(playground.pods('worker-1', 'Running')).toHaveCount(1)

  await playground.openPalette()
  await page.keyboard.type('Copy a link')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('A link to exactly this state')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('with reduced motion nothing flies or turns, and everything is there', async ({ playground, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await playground.open()
  await page.evaluate(() => {
    const moved: string[] = []
    Object.assign(globalThis, { moved })
    const animate = Element.prototype.animate
    Element.prototype.animate = function (...how) {
      moved.push(this.className)
      return animate.apply(this, how)
    }
  })
  await page.getByRole('slider', { name: 'Speed' }).press('Home')
  await playground.apply()
  await expect(page.locator('.pod--pulling').first()).toBeVisible({ timeout: 30_000 })
  const turning = () =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 50)
      .map(animation => (animation instanceof CSSAnimation ? animation.animationName : 'transition'))
  expect(await page.evaluate(turning)).toEqual([])
  await playground.fast()
  await expect(playground.count('READY')).toHaveText('4')
  expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([])
})
