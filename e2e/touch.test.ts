import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('a finger drags a new node from the tray onto the canvas', async ({ playground, page }) => {
  await playground.open(agentScenario())
  const from = await page.getByRole('button', { name: 'Add a node: worker' }).boundingBox()
  const to = await page.locator('.react-flow__pane').boundingBox()
  if (from === null || to === null) throw new Error('the tray or the canvas is not there')
  const finger = await page.context().newCDPSession(page)
  const x = from.x + from.width / 2
  const y = from.y + from.height / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: at }] })
  await touch('touchStart', y)
  for (let at = y - 10; at > to.y + to.height / 2; at -= 20) await touch('touchMove', at)
  await touch('touchEnd', 0)
  await expect(playground.pods('worker-4', 'Running')).toHaveCount(1)
  await expect(page.locator('[data-node]')).toHaveCount(5)
})

test('on a narrow screen a node that was tapped leads to its reasons', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.node('worker-2').tap()
  await page.getByRole('button', { name: /worker-2.*Why/ }).tap()
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible()
  await expect(playground.inspector).toContainText('worker-2')
})
