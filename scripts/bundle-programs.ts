import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** Bundles programs that run the engine as the page gets it. Answers the folder with a `.mjs` for each of the files. */
export async function bundlePrograms(purpose: string, files: readonly string[]): Promise<string> {
  const outDir = join(tmpdir(), `daemonset-playground-${purpose}-${process.pid}`)
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'es2023',
      rolldownOptions: { input: [...files], output: { entryFileNames: '[name].mjs' } },
    },
  })
  return outDir
}
