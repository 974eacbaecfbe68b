import { HOME } from '../../base/home'
import { goQuote } from '../../k8s/go-quote'
import type { Invocation } from '../command/command-spec'
import { PlainError, throwIfAny } from '../command/failure'
import { EXAMPLE_FILES } from './example-files'

/** A text with manifests, and where it is from. */
export interface ManifestSource {
  readonly source: string
  readonly text: string
}

const EXTENSIONS = ['.json', '.yaml', '.yml']

/** Whether -f or -k was given. */
export function namesFiles({ flags }: Invocation): boolean {
  return flags.commaList('filename').length > 0 || flags.string('kustomize') !== ''
}

/** Throws PlainError where a command line names both files and resources. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/builder.go visitByPaths
export function refuseWordsBesideFiles(words: readonly string[]): void {
  if (words.length === 0) return
  if (words.some(word => word.includes('/')))
    throw new PlainError('resource/name arguments cannot be provided when a path is specified')
  throw new PlainError(
    'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
  )
}

/** The texts that -f names: files, folders, patterns, addresses, `-`. Throws ErrorList of the paths that are not there. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/builder.go FilenameParam
export function manifestSources(invocation: Invocation): readonly ManifestSource[] {
  const { flags, io } = invocation
  const names = flags.commaList('filename')
  const folder = flags.string('kustomize')
  if (folder !== '') {
    if (names.length > 0) throw new PlainError('only one of -f or -k can be specified')
    throw kustomizeError(folder, io.fileNames())
  }
  const errors: unknown[] = []
  const sources = names.flatMap(name => {
    try {
      return sourcesOf(invocation, name)
    } catch (error) {
      if (!(error instanceof PlainError)) throw error
      errors.push(error)
      return []
    }
  })
  throwIfAny(errors)
  return sources
}

/** What is wrong with a folder that is to be built: this page cannot build one. */
export function kustomizeError(folder: string, files: readonly string[]): PlainError {
  const path = folder.replace(/^\.\/?/, '').replace(/\/$/, '')
  const at = path === '' ? HOME : `${HOME}/${path}`
  if (path !== '' && !files.some(file => file.startsWith(`${path}/`))) {
    return new PlainError(
      `must build at directory: not a valid directory: evalsymlink failure on '${folder}' : lstat ${at}: no such file or directory`,
    )
  }
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
  if (names.some(name => files.includes(path === '' ? name : `${path}/${name}`))) {
    return new PlainError('kustomize is not part of this playground: apply plain files with -f')
  }
  return new PlainError(
    `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${at}'`,
  )
}

function sourcesOf(invocation: Invocation, name: string): readonly ManifestSource[] {
  const { io } = invocation
  if (name === '-') return [{ source: 'STDIN', text: io.stdin ?? '' }]
  if (/^https?:\/\//.test(name)) return [exampleAt(name)]
  const path = name.replace(/^\.\//, '')
  const text = io.readFile(path)
  if (text !== undefined) return [{ source: name, text }]
  if (/[*?[]/.test(path)) return matching(invocation, name, path)
  return inFolder(invocation, name, path)
}

function inFolder({ io, flags }: Invocation, name: string, path: string): readonly ManifestSource[] {
  const folder = path === '.' || path === '' ? '' : path.endsWith('/') ? path : `${path}/`
  const deep = flags.bool('recursive')
  const inside = [...io.fileNames()]
    .filter(file => file.startsWith(folder) && (deep || !file.slice(folder.length).includes('/')))
    .sort()
  if (inside.length === 0 && folder !== '') throw new PlainError(`the path ${goQuote(name)} does not exist`)
  const files = inside.filter(file => EXTENSIONS.some(extension => file.endsWith(extension)))
  if (files.length === 0) {
    throw new PlainError(`error reading [${name}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`)
  }
  return files.map(file => ({ source: file, text: io.readFile(file) ?? '' }))
}

/** kubectl knows patterns too, for those that the shell did not expand. */
function matching({ io }: Invocation, name: string, pattern: string): readonly ManifestSource[] {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
  const expression = new RegExp(`^${source}$`)
  const files = io
    .fileNames()
    .filter(file => expression.test(file))
    .sort()
  if (files.length === 0) throw new PlainError(`the path ${goQuote(name)} does not exist`)
  return files.map(file => ({ source: file, text: io.readFile(file) ?? '' }))
}

const EXAMPLES_FOLDER =
  /^https?:\/\/(?:(?:www\.)?(?:k8s|kubernetes)\.io\/(?:docs\/)?examples|raw\.githubusercontent\.com\/kubernetes\/website\/[^/]+\/content\/[^/]+\/examples)\//

/** The examples of the Kubernetes documentation that are bundled with the page. */
function exampleAt(address: string): ManifestSource {
  const path = address.replace(EXAMPLES_FOLDER, '')
  const text = path !== address && Object.hasOwn(EXAMPLE_FILES, path) ? EXAMPLE_FILES[path] : undefined
  if (text !== undefined) return { source: address, text }
  const known = Object.keys(EXAMPLE_FILES).map(each => `https://k8s.io/examples/${each}`)
  throw new PlainError(
    `unable to read URL ${goQuote(address)}: the page has no network. These are bundled with it:\n${known.join('\n')}`,
  )
}
