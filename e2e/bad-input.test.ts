import { expect, test } from './playground'
import { agentManifest, agentScenario } from './scenarios'

test.describe('bad input gets a clear answer, and nothing is lost', () => {
  test('wrong YAML and invalid fields are marked where they are', async ({ playground }) => {
    await playground.open(agentScenario({ lines: [] }))
    await playground.setFile(
      agentManifest({
        extra: '  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}\n',
      }),
    )
    await playground.apply()
    await playground.expectOutput('may not be set when maxUnavailable is non-zero')
    await expect(playground.editor.locator('.squiggly-error').first()).toBeVisible()
    await playground.setFile('apiVersion: apps/v1\nkind: DaemonSet\n  metadata: [')
    await playground.apply()
    await playground.expectOutput('error')
    await playground.setFile('apiVersion: example.com/v1\nkind: Nonsense\nmetadata: {name: x}\n')
    await playground.apply()
    await playground.expectOutput('no matches for kind "Nonsense"')
  })

  test('links that are cut off, changed or too new are refused, and the page works', async ({ playground, page }) => {
    for (const hash of ['#s=a', '#s=aAAAAAAAA', '#s=zabc', `#s=${'A'.repeat(5000)}`]) {
      await page.goto('about:blank')
      await page.goto(`./${hash}`)
      await playground.ready()
      await expect(page.getByText(/link/i).filter({ visible: true }).first()).toBeVisible()
    }
  })

  test('markup in a manifest stays text', async ({ playground, page }) => {
    const file = agentManifest().replace(
      'metadata:\n',
      "metadata:\n  annotations: {note: '<img src=x onerror=alert(1)>'}\n",
    )
    await playground.open(agentScenario({ file }))
    await playground.header.getByRole('button', { name: 'agent', exact: true }).click()
    await playground.inspector.getByRole('tab', { name: 'YAML', exact: true }).click()
    await expect(playground.inspector).toContainText('<img src=x onerror=alert(1)>')
    await expect(page.locator('img[src="x"]')).toHaveCount(0)
  })

  test('forbidden storage is said, and the page works on', async ({ playground, page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await playground.open()
    await playground.apply()
    await expect(playground.count('READY')).toHaveText('4')
    await expect(page.getByText('This browser does not keep your work.')).toBeVisible()
  })

  test('ten thousand documents do not freeze the page', async ({ playground, page }) => {
    const documents = Array.from(
      { length: 10_000 },
      (_, i) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${i}}\n`,
    ).join('---\n')
    await playground.open(agentScenario({ lines: [], file: documents }))
    await playground.apply()
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await playground.type('kubectl get cm c9999')
    await playground.expectOutput(/c99990|too/)
  })
})
