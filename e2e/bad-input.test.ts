import { encodeScenario } from '../src/scenario/share-link'
import { expect, Playground, test } from './playground'
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
    await expect(page.getByText('This browser does not keep your work.').first()).toBeVisible()
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

  test('a file of 5 MB is refused in words, and the page goes on', async ({ playground }) => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `  k${i}: ${'y'.repeat(98)}\n`)
    const big = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n${lines.join('')}`
    await playground.open(agentScenario({ lines: [], file: big }))
    await playground.apply()
    await playground.expectOutput('Too long')
    await playground.type('kubectl get nodes')
    await playground.expectOutput('worker-3')
  })

  test('a megabyte pasted into the terminal is refused, text that would steer it is shown', async ({ playground }) => {
    const file = agentManifest().replace('metadata:\n', 'metadata:\n  annotations: {note: "a\\e[2Jb"}\n')
    await playground.open(agentScenario({ file }))
    await playground.type('kubectl get nodes')
    await playground.expectOutput('worker-3')
    await playground.paste('x y\n'.repeat(250_000))
    await playground.expectOutput('too long for a command line')
    await playground.type('kubectl get ds agent -o jsonpath={.metadata.annotations.note}')
    await playground.expectOutput('a^[[2Jb')
    await playground.expectOutput('too long for a command line')
  })

  test('forbidden storage can also not be read, and the page works', async ({ playground, page }) => {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError')
          },
        })
    })
    await playground.open()
    await playground.type('kubectl cordon worker-1')
    await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
    await expect(page.getByText('This browser does not keep your work.').first()).toBeVisible()
    // What was done is kept as long as the page is open.
    await playground.openGallery('Rolling update')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
  })

  test('file names of links reach the shell as one word', async ({ playground, page }) => {
    const name = `my 'odd' $(echo x); "file" <b>.yaml`
    const scenario = agentScenario({ lines: [] })
    await page.goto(`./#s=${encodeScenario({ ...scenario, files: { [name]: agentManifest() } })}`)
    await playground.ready()
    await playground.apply()
    await playground.expectOutput('daemonset.apps/agent created')
    await expect(playground.count('READY')).toHaveText('3')
  })

  test('two tabs keep their own work', async ({ playground, page, context }) => {
    const saved = (tab: typeof page, text: string) =>
      expect
        .poll(() => tab.evaluate(() => sessionStorage.getItem('daemonset-playground/session') ?? ''))
        .toContain(text)
    await playground.open()
    const other = await context.newPage()
    await other.goto('./')
    const second = new Playground(other)
    await second.ready()
    await playground.type('kubectl cordon worker-1')
    await saved(page, 'cordon worker-1')
    await second.type('kubectl cordon worker-2')
    await saved(other, 'cordon worker-2')
    await page.reload()
    await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
    await expect(playground.node('worker-2')).not.toContainText('SchedulingDisabled')
  })
})
