import { expect, type Locator, type Page, test as base } from '@playwright/test'
import type { Scenario } from '../src/scenario/scenario'
import { encodeScenario } from '../src/scenario/share-link'

/** The page as a person sees it: actions and places by the names that are read out. */
export class Playground {
  constructor(readonly page: Page) {}

  /** Opens the page with nothing remembered, and waits until the cluster runs. */
  async open(scenario?: Scenario): Promise<void> {
    await this.page.goto(scenario === undefined ? './' : `./#s=${encodeScenario(scenario)}`)
    await this.ready()
  }

  async ready(): Promise<void> {
    await expect(this.node('control-plane')).toBeVisible()
  }

  node(name: string): Locator {
    return this.page.locator(`[data-node="${name}"]`)
  }

  /** Pods of a node, by the word that kubectl would print for them. */
  pods(node: string, status?: string): Locator {
    const state = status === undefined ? '' : `[data-status="${status}"]`
    return this.node(node).locator(`[data-pod]${state}`)
  }

  /** One of the header's numbers: `DESIRED`, `READY`, … */
  count(column: string): Locator {
    return this.page.locator(`[data-column="${column}"]`)
  }

  async apply(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apply', exact: true }).click()
  }

  /** Lets the cluster come to rest. */
  async settle(): Promise<void> {
    await this.page.getByRole('button', { name: /settle/i }).click()
  }

  async setFile(text: string): Promise<void> {
    const editor = this.page.locator('.monaco-editor').first()
    await expect(editor).toBeVisible()
    await editor.click()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('Delete')
    await this.page.evaluate(value => navigator.clipboard.writeText(value), text)
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** Types a line in the terminal. */
  async type(line: string): Promise<void> {
    const terminal = this.page.locator('.xterm-helper-textarea')
    await terminal.focus()
    await this.page.keyboard.insertText(line)
    await this.page.keyboard.press('Enter')
  }
}

interface Fixtures {
  readonly playground: Playground
}

/** Every test fails on a console error, an uncaught error or a breach of the content security policy. */
export const test = base.extend<Fixtures>({
  playground: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(String(error)))
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))
    })
    await use(new Playground(page))
    expect(complaints).toEqual([])
  },
})

export { expect } from '@playwright/test'
