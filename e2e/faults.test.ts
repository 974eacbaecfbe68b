import { test as anyTest, type Page } from '@playwright/test'
import { encodeScenario } from '../src/scenario/share-link'
import { expect, Playground, test } from './playground'
import { agentScenario } from './scenarios'

/** Each worker that the page starts, so that a test can hurt it. */
async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = window as unknown as { clusters: Worker[]; Worker: typeof Worker }
    own.clusters = []
    const Original = own.Worker
    own.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'playground') own.clusters.push(this)
      }
    }
  })
}

/** What happens when the worker's program throws outside of any call. */
const kill = (page: Page) =>
  page.evaluate(() => {
    const { clusters } = window as unknown as { clusters: Worker[] }
    clusters.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'it broke' }))
  })

test.describe('the cluster stops', () => {
  test('it is said, built again from the log, and the editor keeps its text', async ({ playground, page }) => {
    await watchWorkers(page)
    await playground.open(agentScenario())
    await playground.type('kubectl cordon worker-1')
    await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
    await playground.setFile('# half a thought')
    await expect
      .poll(() => page.evaluate(() => sessionStorage.getItem('daemonset-playground/session') ?? ''))
      .toMatch(/cordon worker-1.*half a thought/)
    await kill(page)
    const veil = page.getByRole('alertdialog')
    await expect(veil).toContainText('it broke')
    await veil.getByRole('button', { name: 'Build it again' }).click()
    await expect(veil).toBeHidden()
    await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
    await expect(playground.editor).toContainText('half a thought')
    // Stopping once more right away, the last command is what to leave out.
    await kill(page)
    await expect(veil).toContainText('kubectl cordon worker-1')
    await veil.getByRole('button', { name: 'Build it without the last command' }).click()
    await expect(playground.node('worker-1')).not.toContainText('SchedulingDisabled')
    await expect(playground.editor).toContainText('half a thought')
    await playground.type('kubectl cordon worker-2')
    await expect(playground.node('worker-2')).toContainText('SchedulingDisabled')
  })

  test('a program that cannot be loaded is said at once, and tried again', async ({ playground, page }) => {
    let broken = true
    await page.route(/playground\.worker/, route =>
      broken
        ? route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("half a program")' })
        : route.continue(),
    )
    await page.goto('./')
    const veil = page.getByRole('alertdialog')
    await expect(veil).toContainText('half a program')
    broken = false
    await veil.getByRole('button', { name: 'Build it again' }).click()
    await playground.ready()
    await playground.apply()
    await expect(playground.count('READY')).toHaveText('4')
  })

  test('a worker that never answers can be given up', async ({ playground, page }) => {
    let mute = true
    await page.route(/playground\.worker/, route =>
      mute ? route.fulfill({ contentType: 'text/javascript', body: 'export {}' }) : route.continue(),
    )
    await page.goto('./')
    const stopWaiting = page.getByRole('button', { name: 'Stop waiting' })
    await expect(stopWaiting).toBeVisible({ timeout: 60_000 })
    mute = false
    await stopWaiting.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Build it again' }).click()
    await playground.ready()
  })
})

test('a long replay tells how far it is and can be ended where it stands', async ({ playground, page }) => {
  const lines = ['lab image set registry.example/agent:v1 --crash-after 1s', 'kubectl apply -f agent.yaml']
  const scenario = agentScenario({ lines })
  const week = { ...scenario, time: 7 * 24 * 3600 * 1000 }
  await page.goto(`./#s=${encodeScenario(week)}`)
  await page.getByRole('button', { name: 'Stop here and open it as it is' }).click({ timeout: 30_000 })
  await playground.ready()
  await playground.type('kubectl get ds')
  await playground.expectOutput('DESIRED')
})

test('what was done comes back after a link or the gallery was opened over it', async ({ playground, page }) => {
  await playground.open()
  await playground.type('kubectl cordon worker-1')
  await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
  await playground.openGallery('Rolling update')
  await expect(playground.node('worker-1')).not.toContainText('SchedulingDisabled')
  // Nothing was done here: it must not take the place of the work.
  await playground.openGallery('OnDelete')
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(playground.node('worker-1')).toContainText('SchedulingDisabled')
})

// The browser itself writes an error for each file that it does not get: this test takes those as they are.
anyTest('a part of the page that cannot be fetched is said, and can be asked for again', async ({ page }) => {
  const uncaught: string[] = []
  page.on('pageerror', error => uncaught.push(String(error)))
  let network = false
  await page.route(/help-window-.*js|inspector-panel-.*js/, route => (network ? route.continue() : route.abort()))
  const playground = new Playground(page)
  await playground.open()
  await expect(playground.inspector).toContainText('could not be loaded')
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('This window could not be loaded. Is there a network?')
  network = true
  await messages.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog')).toContainText('What the picture says')
  await page.keyboard.press('Escape')
  await playground.inspector.getByRole('button', { name: 'Try again' }).click()
  await expect(playground.inspector).toContainText('Nothing selected')
  expect(uncaught).toEqual([])
})
