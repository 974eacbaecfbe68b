import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './playground'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const PREFIX = '/some/path/'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** The simplest host there is: files below a path, and nothing else. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = normalize(join(DIST, decodeURIComponent(pathname.slice(PREFIX.length)) || 'index.html'))
    if (!pathname.startsWith(PREFIX) || !file.startsWith(DIST) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  return new Promise(resolve => server.listen(0, 'localhost', () => resolve(server)))
}

// What the page keeps of itself for a time without a network is a part of this test.
test.use({ serviceWorkers: 'allow' })

test('the built page works below any path, asks nobody else, and goes on without a network', async ({
  playground,
  page,
  context,
}) => {
  // Everything that the page could ever need is fetched once.
  test.slow()
  const server = await serve()
  try {
    const host = `http://localhost:${(server.address() as AddressInfo).port}`
    const asked: string[] = []
    page.on('request', request => {
      if (!request.url().startsWith(`${host}${PREFIX}`) && !/^(blob|data):/.test(request.url()))
        asked.push(request.url())
    })
    await page.goto(`${host}${PREFIX}`)
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
    expect(policy).toMatch(/script-src 'self';/)
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    await playground.ready()
    await expect(playground.editor).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-offline', 'kept', { timeout: 180_000 })
    await context.setOffline(true)
    server.close()
    await playground.apply()
    await expect(playground.count('READY')).toHaveText('4')
    await playground.type('kubectl get ds -A')
    await playground.expectOutput('fluentd-elasticsearch')
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Link' })).toHaveValue(/some\/path\/#s=a/)
    await page.keyboard.press('Escape')
    // Parts that nothing has needed until now.
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('needs no network any more, also when you open it again')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Diff', exact: true }).click()
    await expect(page.getByRole('dialog').locator('.monaco-diff-editor')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Gallery', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('OnDelete')
    await page.keyboard.press('Escape')
    await playground.inspector.getByRole('tab', { name: 'YAML' }).click()
    await expect(playground.inspector).toContainText('kind: DaemonSet')
    await page.reload()
    await expect(playground.count('READY')).toHaveText('4', { timeout: 60_000 })
    expect(asked).toEqual([])
  } finally {
    await context.setOffline(false)
    server.close()
  }
})
