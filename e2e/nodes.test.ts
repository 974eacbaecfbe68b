import { expect, test } from './playground'
import { agentManifest, agentScenario } from './scenarios'

test('a new node registers, becomes Ready and gets its Pod: by button, by key, by dragging', async ({
  playground,
  page,
}) => {
  await playground.open(agentScenario())
  await expect(playground.count('READY')).toHaveText('3')

  await page.getByRole('button', { name: 'Add a node: worker' }).click()
  await expect(playground.node('worker-4')).toContainText('Ready')
  await expect(playground.pods('worker-4', 'Running')).toHaveCount(1)

  await playground.node('worker-1').focus()
  await page.keyboard.press('n')
  await expect(playground.pods('worker-5', 'Running')).toHaveCount(1)

  await page.getByRole('button', { name: 'Add a node: ssd' }).dragTo(page.locator('.react-flow__pane'))
  await expect(page.locator('[data-node]')).toHaveCount(7)
  await expect(playground.count('READY')).toHaveText('6')
})

test('powering a node off and removing it are plainly different', async ({ playground }) => {
  await playground.open(agentScenario())
  await playground.nodeAction('worker-1', /^Cut the power/)
  await expect(playground.node('worker-1')).toHaveAttribute('aria-label', /power|off/i)
  await expect(playground.pods('worker-1')).toHaveCount(1)
  await playground.fast()
  await expect(playground.node('worker-1')).toContainText('NotReady')

  await playground.nodeAction('worker-2', /^Remove the node/)
  const confirm = playground.page
    .getByRole('alertdialog')
    .or(playground.page.getByRole('dialog'))
    .getByRole('button', { name: /^Remove/ })
  if (await confirm.isVisible()) await confirm.click()
  await expect(playground.node('worker-2')).toHaveCount(0)
})

test('labels, taints, cordon and drain do what they do in Kubernetes', async ({ playground, page }) => {
  await playground.open(agentScenario())

  await playground.nodeAction('worker-1', /^Add a taint/)
  await page.getByRole('dialog').getByRole('textbox').first().fill('dedicated')
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(playground.node('worker-1')).toContainText('dedicated')
  await playground.settle()
  await expect(playground.pods('worker-1', 'Running')).toHaveCount(1)
  await expect(playground.header).toContainText('1')

  await playground.type('kubectl taint node worker-2 dedicated=gpu:NoExecute')
  await expect(playground.pods('worker-2')).toHaveCount(0)

  await playground.nodeAction('worker-3', /^Cordon/)
  await expect(playground.node('worker-3')).toContainText('Ready,SchedulingDisabled')
  await expect(playground.pods('worker-3', 'Running')).toHaveCount(1)
  await playground.nodeAction('worker-3', /^Uncordon/)
  await expect(playground.node('worker-3')).not.toContainText('SchedulingDisabled')

  await playground.nodeAction('worker-3', /^Drain/)
  await playground.expectOutput('node/worker-3 drained')
})

test('a label change moves Pods, pressure taints the node, a stopped kubelet falls silent', async ({ playground }) => {
  await playground.open(agentScenario({ file: agentManifest({ pod: '      nodeSelector: {disktype: ssd}\n' }) }))
  await expect(playground.count('DESIRED')).toHaveText('0')
  await playground.type('kubectl label node worker-1 disktype=ssd')
  await playground.settle()
  await expect(playground.pods('worker-1', 'Running')).toHaveCount(1)
  await playground.type('kubectl label node worker-1 disktype-')
  await playground.settle()
  await expect(playground.pods('worker-1')).toHaveCount(0)

  await playground.nodeAction('worker-2', /^Disk pressure/)
  await expect(playground.node('worker-2')).toContainText('disk-pressure')
  await playground.nodeAction('worker-3', /^Stop the kubelet/)
  await playground.fast()
  await expect(playground.node('worker-3')).toContainText('NotReady')
  await playground.nodeAction('worker-3', /^Start the kubelet/)
  await expect(playground.node('worker-3')).not.toContainText('NotReady')
})

test('two hundred nodes fit on the canvas, grouped by zone', async ({ playground, page }) => {
  const scenario = agentScenario({ workers: 199 })
  await page.goto('./')
  await playground.open({ ...scenario, view: { groupBy: 'topology.kubernetes.io/zone' }, time: 120_000 })
  await expect(playground.count('READY')).toHaveText('199')
  await expect(page.getByText('zone-a', { exact: true }).first()).toBeVisible()
})

test('seven hundred nodes are a map that the pointer and the arrow keys look at', async ({ playground, page }) => {
  const scenario = agentScenario({ workers: 699 })
  await playground.open({ ...scenario, time: 200_000 })
  await expect(playground.count('READY')).toHaveText('699')
  const map = page.getByRole('img', { name: 'Map of 700 nodes' })
  const box = await map.boundingBox()
  if (box === null) throw new Error('the map is not there')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const cell = page.locator('.node-map [data-node]')
  await expect(cell).not.toHaveAttribute('data-node', 'control-plane')
  const found = (await cell.getAttribute('data-node')) ?? ''
  await cell.click()
  await expect(playground.inspector).toContainText(found)
  await page.keyboard.press('ArrowRight')
  await expect(cell).not.toHaveAttribute('data-node', found)
  await page.keyboard.press('Enter')
  await expect(playground.inspector).toContainText((await cell.getAttribute('data-node')) ?? '')
})

test('a node card can be moved, and dragged to the bin', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await expect(playground.node('worker-3')).toBeVisible()
  const drag = async (name: string, to: (box: { x: number; y: number }) => Promise<{ x: number; y: number }>) => {
    const box = await playground.node(name).boundingBox()
    if (box === null) throw new Error(`${name} is not on the canvas`)
    const from = { x: box.x + box.width / 2, y: box.y + box.height - 8 }
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 20, from.y + 20, { steps: 4 })
    const target = await to(from)
    await page.mouse.move(target.x, target.y, { steps: 8 })
    await page.mouse.up()
  }
  const before = await playground.node('worker-2').boundingBox()
  await drag('worker-2', async from => ({ x: from.x + 60, y: from.y + 90 }))
  await expect
    .poll(async () => (await playground.node('worker-2').boundingBox())?.y)
    .toBeGreaterThan((before?.y ?? 0) + 40)

  await drag('worker-3', async () => {
    const bin = page.getByText('Drop here to remove the node')
    await expect(bin).toBeVisible()
    const box = await bin.boundingBox()
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  })
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^Remove/ })
  if (await confirm.isVisible()) await confirm.click()
  await expect(playground.node('worker-3')).toHaveCount(0)
  await playground.expectLogged('lab node remove worker-3')
})
