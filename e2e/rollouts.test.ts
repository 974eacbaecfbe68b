import { expect, test } from './playground'
import { agentManifest, agentScenario } from './scenarios'

const IMAGE = 'registry.example/agent'

test('a rolling update goes node by node and names who uses up the budget', async ({ playground }) => {
  await playground.open(agentScenario())
  await playground.type(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await expect(playground.header).toContainText(/worker-\d/)
  await playground.settle()
  await expect(playground.count('UP-TO-DATE')).toHaveText('3')
  for (const worker of ['worker-1', 'worker-2', 'worker-3']) await expect(playground.pods(worker)).toContainText('r2')
})

test('an edit of the file rolls out like any other change', async ({ playground }) => {
  await playground.open(agentScenario())
  await expect(playground.editor).toBeVisible()
  await playground.setFile(agentManifest({ image: 'v7' }))
  await playground.apply()
  await playground.settle()
  await expect(playground.pods('worker-1')).toContainText('r2')
  await playground.pods('worker-1').click()
  await playground.inspector.getByRole('tab', { name: 'YAML', exact: true }).click()
  await expect(playground.inspector).toContainText(`${IMAGE}:v7`)
})

test('with surge the new Pod comes before the old one goes; OnDelete waits for hands', async ({ playground }) => {
  const extra = '  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n'
  await playground.open(agentScenario({ file: agentManifest({ extra }) }))
  await playground.type(`lab image set ${IMAGE}:v2 --missing`)
  await playground.type(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await playground.settle()
  await expect(playground.page.locator('[data-pod]')).toHaveCount(4)

  await playground.open(agentScenario({ file: agentManifest({ extra: '  updateStrategy: {type: OnDelete}\n' }) }))
  await playground.type(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await playground.settle()
  await expect(playground.count('UP-TO-DATE')).toHaveText('0')
  await playground.type('kubectl delete pod -l app=agent --wait=false')
  await playground.settle()
  await expect(playground.count('UP-TO-DATE')).toHaveText('3')
})

test('a broken image stops the rollout, and undo brings the old one back', async ({ playground }) => {
  await playground.open(agentScenario())
  await playground.type(`lab image set ${IMAGE}:v2 --missing`)
  await playground.type(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await expect(
    playground.page.locator('[data-pod][aria-label$="ImagePullBackOff"], [data-pod][aria-label$="ErrImagePull"]'),
  ).toHaveCount(1)
  await expect(playground.header).toContainText(/stuck|waits|wait/i)
  await playground.type('kubectl rollout undo ds/agent')
  await playground.settle()
  await expect(playground.count('READY')).toHaveText('3')
  await expect(playground.count('UP-TO-DATE')).toHaveText('3')
})

test('minReadySeconds holds a crashing image at the first node', async ({ playground }) => {
  // A minute on, the old Pods have been ready long enough to count: before, all of them would be replaced at once.
  await playground.open({
    ...agentScenario({ file: agentManifest({ extra: '  minReadySeconds: 30\n' }) }),
    time: 60_000,
  })
  await playground.type(`lab image set ${IMAGE}:v2 --crash-after 5s`)
  await playground.type(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await playground.settle()
  await expect(playground.page.locator('[data-pod]', { hasText: 'r2' })).toHaveCount(1)
})
