import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Milliseconds of processor time; `cold` is the first time that it is typed. */
interface Typed {
  readonly cold: { readonly firstLine: number; readonly whole: number }
  readonly warm: { readonly firstLine: number; readonly whole: number }
}

export interface TerminalFigures {
  readonly nodes: number
  readonly pods: number
  readonly getPods: Typed
  readonly describeNode: Typed
  /** Of the last build: what the terminal loads apart from the page, compressed; none when nothing was built. */
  readonly chunks: readonly { readonly file: string; readonly gzipBytes: number }[]
}

const NODES = 5_000
const ASSETS = 'dist/assets'
/** xterm with its view, and the shell with kubectl and lab. */
const CHUNKS = /^(terminal-|shell-).*\.js$/

/** kubectl on 5,000 nodes with three DaemonSets, in a process of its own, and the size of what it is loaded with. */
export function measureTerminal(program: string): TerminalFigures {
  const text = execFileSync(process.execPath, [program, String(NODES)], { encoding: 'utf8' })
  return { ...(JSON.parse(text) as Omit<TerminalFigures, 'chunks'>), chunks: chunkSizes() }
}

function chunkSizes(): TerminalFigures['chunks'] {
  if (!existsSync(ASSETS)) return []
  return readdirSync(ASSETS)
    .filter(file => CHUNKS.test(file))
    .map(file => ({ file, gzipBytes: gzipSync(readFileSync(join(ASSETS, file)), { level: 9 }).length }))
}

export function printTerminal(figures: TerminalFigures, say: (text: string) => void): void {
  const { nodes, pods, getPods, describeNode, chunks } = figures
  const count = (value: number) => value.toLocaleString('en')
  const line = (what: string, { cold, warm }: Typed) =>
    say(
      `  ${what.padEnd(22)} first line ${warm.firstLine} ms (${cold.firstLine} the first time), whole ${warm.whole} ms`,
    )
  say(`\nTerminal, ${count(nodes)} nodes with ${count(pods)} Pods, milliseconds of processor time:`)
  line('kubectl get pods -A', getPods)
  line('kubectl describe node', describeNode)
  const kilobytes = chunks.reduce((sum, chunk) => sum + chunk.gzipBytes, 0) / 1000
  if (chunks.length === 0) say(`  its chunks: nothing is built (npm run build)`)
  else
    say(
      `  its chunks: ${kilobytes.toFixed(0)} kB compressed, loaded apart (${chunks.map(({ file }) => file).join(', ')})`,
    )
}
