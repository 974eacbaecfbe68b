import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Asks a real kubectl for the help of every command and writes it down as data, one file a verb.
 *
 *     npx tsx scripts/kubectl-help.ts /path/to/kubectl && npx biome format --write src/kubectl/documentation
 *
 * The result is committed: nobody else needs kubectl. The texts are those of the Kubernetes authors (Apache-2.0).
 */

const FOLDER = fileURLToPath(new URL('../src/kubectl/documentation/commands/', import.meta.url))

interface CommandHelp {
  long: string
  examples?: string
  usage?: string
  flags?: Record<string, string>
}

function helpOf(kubectl: string, words: readonly string[]): string {
  return execFileSync(kubectl, [...words, '--help'], { encoding: 'utf8', env: { HOME: '/home/user' } })
}

/** The parts of a help text. `options` has only flags. */
function readHelp(text: string): { help: CommandHelp; subcommands: readonly string[] } {
  const headings = [
    ...text.matchAll(/^(Aliases|Examples|Available Commands|Options|Usage|[A-Z][A-Za-z ()]* Commands[^\n:]*):$/gm),
  ]
  const help: CommandHelp = { long: text.slice(0, headings[0]?.index ?? text.length).trimEnd() }
  const subcommands: string[] = []
  for (const [index, heading] of headings.entries()) {
    const start = heading.index + heading[0].length + 1
    const body = text.slice(start, headings[index + 1]?.index ?? text.length).trimEnd()
    if (heading[1] === 'Examples') help.examples = body
    else if (heading[1] === 'Options') help.flags = readFlags(body)
    else if (heading[1] === 'Usage') help.usage = body.split('\n')[0]?.trim() ?? ''
    else if (heading[1] !== 'Aliases')
      subcommands.push(...body.split('\n').flatMap(line => /^ {2}(\S+)/.exec(line)?.[1] ?? []))
  }
  return { help, subcommands }
}

/** What each flag does, by its name and default as they are printed. */
function readFlags(body: string): Record<string, string> {
  const parts = body.split(/^ {4}((?:-\w, )?--[\w-]+=.*):\n/m)
  const flags: Record<string, string> = {}
  for (let i = 1; i < parts.length; i += 2) flags[parts[i] ?? ''] = (parts[i + 1] ?? '').trim()
  return flags
}

function collect(kubectl: string, words: readonly string[], into: Record<string, CommandHelp>): readonly string[] {
  const { help, subcommands } = readHelp(helpOf(kubectl, words))
  into[['kubectl', ...words].join(' ')] = help
  if (words.length > 0) for (const name of subcommands) collect(kubectl, [...words, name], into)
  return subcommands
}

function write(name: string, data: unknown): void {
  writeFileSync(`${FOLDER}${name}.json`, `${JSON.stringify(data, null, 2)}\n`)
}

const [kubectl] = process.argv.slice(2)
if (kubectl === undefined) throw new Error('Which kubectl?')
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const root: Record<string, CommandHelp> = {}
const verbs = collect(kubectl, [], root)
const global = execFileSync(kubectl, ['options'], { encoding: 'utf8', env: { HOME: '/home/user' } })
write('kubectl', { ...root, 'kubectl options': { long: global.split('\n')[0], flags: readFlags(global) } })
for (const verb of verbs) {
  const commands: Record<string, CommandHelp> = {}
  collect(kubectl, [verb], commands)
  write(verb, commands)
}
