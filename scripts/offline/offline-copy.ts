import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

const SOURCE = new URL('./service-worker.js', import.meta.url)
const NAME = 'service-worker.js'

/** Writes the service worker that keeps a copy of the built page: it knows every file, and changes when one of them does. */
export function offlineCopy(): Plugin {
  return {
    name: 'offline-copy',
    apply: 'build',
    writeBundle: {
      order: 'post',
      handler({ dir = 'dist' }) {
        const hash = createHash('sha256')
        const files: string[] = []
        for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || entry.name.startsWith('.') || entry.name === NAME) continue
          const path = join(entry.parentPath, entry.name)
          const file = relative(dir, path).split(sep).join('/')
          files.push(file === 'index.html' ? './' : file)
          hash.update(file).update(readFileSync(path))
        }
        const front = `const VERSION = '${hash.digest('hex').slice(0, 16)}'\nconst FILES = ${JSON.stringify(files.sort())}\n`
        writeFileSync(join(dir, NAME), front + readFileSync(SOURCE, 'utf8'))
      },
    },
  }
}
