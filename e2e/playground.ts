import { test as base, expect, type Locator, type Page } from '@playwright/test'
import type { Scenario } from '../src/scenario/scenario'
import { encodeScenario } from '../src/scenario/share-link'

/** The page as a person uses it: places and actions by the names that are read out. */
export class Playground {
  constructor(readonly page: Page) {}

  /** Opens the page, or the scenario's link, and waits until the cluster runs. */
  async open(scenario?: Scenario): Promise<void> {
    await this.page.goto(scenario === undefined ? './' : `./#s=${encodeScenario(scenario)}`)
    await this.ready()
  }

  /** Small letters, so that tables and texts have room on the terminal's screen. Before the page is opened. */
  async roomyTerminal(): Promise<void> {
    await this.page.addInitScript(() => {
      const key = 'daemonset-playground/settings'
      const settings = { state: { terminalFontSize: 5 }, version: 1 }
      // What the page remembers by itself outlives a reload.
      if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(settings))
    })
  }

  /** Waits for the cluster, and for what moves its cards: that comes a moment later. */
  async ready(): Promise<void> {
    await expect(this.node('control-plane')).toBeVisible({ timeout: 30_000 })
    await expect(this.page.locator('.canvas[data-moving="true"]')).toBeAttached({ timeout: 30_000 })
  }

  node(name: string): Locator {
    return this.page.locator(`[data-node="${name}"]`)
  }

  /** Pods on a node; with the word that kubectl would print for them. */
  pods(node: string, status?: string): Locator {
    const pods = this.node(node).locator('[data-pod]')
    return status === undefined ? pods : pods.and(this.page.locator(`[aria-label$=", ${status}"]`))
  }

  /** One of the header's numbers: `DESIRED`, `READY`, … */
  count(column: string): Locator {
    const header = this.page.getByRole('region', { name: 'DaemonSet in focus' })
    return header
      .locator('dl > *')
      .filter({ has: this.page.getByText(column, { exact: true }) })
      .locator('dd')
  }

  get header(): Locator {
    return this.page.getByRole('region', { name: 'DaemonSet in focus' })
  }

  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' })
  }

  get editor(): Locator {
    return this.page.locator('.monaco-editor').first()
  }

  get terminal(): Locator {
    return this.page.getByRole('region', { name: 'Terminal' })
  }

  async apply(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apply', exact: true }).click()
  }

  /** Lets the cluster come to rest without waiting for the wall clock. */
  async settle(): Promise<void> {
    await this.page.getByRole('button', { name: 'Settle', exact: true }).click()
  }

  /** Lets virtual time run fast. */
  async fast(): Promise<void> {
    const slider = this.page.getByRole('slider', { name: 'Speed' })
    await slider.focus()
    await slider.press('End')
  }

  /** Replaces the open file's whole text, as a paste does. */
  async setFile(text: string): Promise<void> {
    await expect(this.editor).toBeVisible()
    await this.replaceText(this.editor, () => text)
  }

  /** Replaces the whole text of a Monaco editor through the clipboard, as a person does. */
  async replaceText(editor: Locator, replacement: (text: string) => string): Promise<void> {
    const lines = editor.locator('.view-lines')
    await lines.click()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('ControlOrMeta+C')
    const text = await this.page.evaluate(() => navigator.clipboard.readText())
    await this.page.keyboard.press('Delete')
    await expect(lines).toHaveText('')
    await this.paste(replacement(text.replaceAll('\r\n', '\n')))
    // A paste takes effect a moment after its key.
    await expect(lines).not.toHaveText('')
  }

  /** Pastes where the keyboard is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(value => navigator.clipboard.writeText(value), text)
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** Types a line in the terminal and waits for its prompt. */
  async type(line: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Terminal', exact: true }).click()
    await this.page.getByRole('textbox', { name: 'Command line' }).focus()
    await this.page.keyboard.insertText(line)
    await this.page.keyboard.press('Enter')
  }

  /**
   * Runs a line on an empty screen and answers what it printed, when the prompt is there again: without white space, because
   * lines are broken at the border. What the screen has no room for is not in it.
   */
  async run(line: string): Promise<string> {
    await this.enter(line)
    return this.prompt(line)
  }

  /** Types a line on an empty screen. */
  async enter(line: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Command line' }).focus()
    await this.page.keyboard.press('Control+l')
    await this.page.keyboard.insertText(line)
    await this.waitForScreen(line, 'typed')
    await this.page.keyboard.press('Enter')
  }

  /** Waits for the prompt behind a line that was entered; answers what stands between them. */
  async prompt(line: string): Promise<string> {
    return this.waitForScreen(line, 'done')
  }

  private async waitForScreen(line: string, state: 'typed' | 'done'): Promise<string> {
    const found = await this.page.waitForFunction(
      ([wanted, until]) => {
        const rows = [...document.querySelectorAll('.terminal-view .xterm-rows > div')].map(row =>
          (row.textContent ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '').trimEnd(),
        )
        while (rows.at(-1) === '') rows.pop()
        const squeezed = (text: string) => text.replace(/\s+/g, '')
        const typed = squeezed(`$${wanted}`)
        if (until === 'typed') return squeezed(rows.join('')).startsWith(typed)
        if (!/^\$(?: kubectl describe \S+ \S+.*)?$/.test(rows.at(-1) ?? '') || rows.length < 2) return false
        const text = squeezed(rows.slice(0, -1).join(''))
        return `: ${text.startsWith(typed) ? text.slice(typed.length) : text}`
      },
      [line, state] as const,
      { timeout: 40_000 },
    )
    return String(await found.jsonValue()).slice(2)
  }

  /** What the terminal shows, line ends and screen borders taken out. */
  async expectOutput(text: string | RegExp): Promise<void> {
    const rows = this.terminal.locator('.xterm-rows')
    const wanted = typeof text === 'string' ? text.replace(/\s+/g, '') : text
    await expect(async () => {
      const shown = ((await rows.textContent()) ?? '').replace(/[\s\u00a0\u2060]+/g, '')
      if (typeof wanted === 'string') expect(shown).toContain(wanted)
      else expect(shown).toMatch(wanted)
    }).toPass({ timeout: 30_000 })
  }

  /** Chooses an action from a node's menu. */
  async nodeAction(node: string, action: RegExp | string): Promise<void> {
    await this.page.getByRole('button', { name: `Menu of ${node}`, exact: true }).click()
    await this.page
      .getByRole('menu')
      .getByRole(/pressure/i.test(String(action)) ? 'menuitemcheckbox' : 'menuitem', { name: action })
      .click()
  }

  /** Opens the palette and waits for its focus: what is typed before goes elsewhere. */
  async openPalette(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k')
    await expect(this.page.getByRole('combobox')).toBeFocused()
  }

  /** Lines of the command log. */
  async expectLogged(line: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Log', exact: true }).click()
    await expect(this.page.getByRole('tabpanel', { name: 'Log', exact: true })).toContainText(line)
  }

  async openGallery(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Gallery', exact: true }).click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(title) })
      .click()
    await expect(this.page.getByRole('dialog')).toBeHidden()
    await this.ready()
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
      addEventListener('securitypolicyviolation', event =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    await use(new Playground(page))
    expect(complaints).toEqual([])
  },
})

export { expect } from '@playwright/test'
