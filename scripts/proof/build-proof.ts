import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { bundlePrograms } from '../bundle-programs.ts'
import { proofPage } from './proof-page.ts'

const PLACE = '<main id="proof"></main>'
const PROGRAM = 'proof-content'

/** Fills proof/index.html: what the recordings prove, and each trace as a link that plays it. */
export function proofOfFidelity(): Plugin {
  let root = ''
  let content: Promise<string> | undefined
  return {
    name: 'proof-of-fidelity',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        if (!html.includes(PLACE)) return html
        content ??= proofContent(root)
        return html.replace(PLACE, `<main id="proof">${await content}</main>`)
      },
    },
    // As static hosts do; the preview would show the playground instead.
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url !== '/proof') return next()
        response.writeHead(301, { location: '/proof/' }).end()
      })
    },
  }
}

/** The engine plays the traces in a process of its own: the build's configuration does not load it. */
async function proofContent(root: string): Promise<string> {
  const folder = await bundlePrograms('proof', [join(root, `scripts/proof/${PROGRAM}.ts`)])
  try {
    const recordings = join(root, 'src/conformance/recordings')
    const text = execFileSync(
      process.execPath,
      [join(folder, `${PROGRAM}.mjs`), recordings, join(root, 'src/conformance/proof.json')],
      {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    )
    return proofPage(JSON.parse(text))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
