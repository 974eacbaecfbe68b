import { expect, test } from './playground'

test('the page opens on a running cluster, and Apply brings a Pod to every node', async ({ playground }) => {
  await playground.open()
  for (const name of ['control-plane', 'worker-1', 'worker-2', 'worker-3'])
    await expect(playground.node(name)).toBeVisible()
  await expect(playground.editor).toContainText('fluentd-elasticsearch')
  await expect(playground.page.locator('[data-pod]')).toHaveCount(0)

  await playground.apply()
  for (const name of ['control-plane', 'worker-1', 'worker-2', 'worker-3']) {
    await expect(playground.pods(name, 'Running')).toHaveCount(1)
  }
  for (const column of ['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE'])
    await expect(playground.count(column)).toHaveText('4')
  await expect(playground.count('MISSCHEDULED')).toHaveText('0')
})

test('without its toleration the control plane loses its Pod', async ({ playground }) => {
  await playground.open()
  await playground.apply()
  await expect(playground.count('READY')).toHaveText('4')
  await playground.page.getByRole('button', { name: 'Take the tolerations out' }).click()
  await playground.settle()
  await expect(playground.pods('control-plane')).toHaveCount(0)
  await expect(playground.count('DESIRED')).toHaveText('3')
})
