// npm start: installs what is missing, builds the page, serves it and prints its address.
import { requireNode } from './node-version.mjs'

requireNode()
const { createServer } = await import('node:net')
const { buildPage, installDependencies, ROOT } = await import('./prepare.mjs')

const argument = process.argv.find(text => text.startsWith('--port'))
const port =
  Number(argument?.split('=')[1] ?? process.argv[process.argv.indexOf('--port') + 1] ?? process.env.PORT) || 4173

if (!(await isFree(port))) {
  console.error(`Port ${port} is in use. Choose another: npm start -- --port ${port + 1}`)
  process.exit(1)
}
installDependencies()
buildPage()

const { preview } = await import('vite')
const server = await preview({ root: ROOT, preview: { port, strictPort: true, host: 'localhost' }, logLevel: 'warn' })
console.log(`DaemonSet Playground: ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}   (Ctrl-C ends it)`)

function isFree(candidate) {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(candidate, 'localhost', () => probe.close(() => resolve(true)))
  })
}
