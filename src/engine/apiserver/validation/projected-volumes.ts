import type { Fields } from '../../../base/fields'
import { forbiddenField, invalid, required } from '../field-error'
import { type Errors, each, requiredText } from './field-errors'
import { validateNonReservedPath } from './paths'
import { validateDownwardFile, validateKeyToPath } from './volume-files'

const SOURCES = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken']
const MIN_TOKEN_SECONDS = 600
const MAX_TOKEN_SECONDS = 2 ** 32

/** Files from several sources in one folder. */
// Models pkg/apis/core/validation/validation.go validateProjectionSources
export function* validateProjections(projection: Fields, path: string): Errors {
  const taken = new Set<string>()
  for (const [source, at] of each(projection.sources as readonly Fields[] | undefined, `${path}.sources`)) {
    const given = SOURCES.filter(kind => source[kind])
    for (const kind of given) yield* validateProjection(kind, source[kind] as Fields, `${at}.${kind}`, path, taken)
    if (given.length > 1) yield forbiddenField(at, 'may not specify more than 1 volume type per source')
  }
}

/** `volume`: the path of the whole volume, at which clashes are told of. `taken` gains the files' paths. */
function* validateProjection(kind: string, source: Fields, path: string, volume: string, taken: Set<string>): Errors {
  if (kind === 'secret' || kind === 'configMap') {
    yield* requiredText(`${path}.name`, source.name as string | undefined)
    for (const [item, at] of each(source.items as readonly Fields[] | undefined, `${path}.items`)) {
      yield* validateKeyToPath(item, at)
      yield* claimPath(item.path, source.name ?? '', volume, taken)
    }
  } else if (kind === 'downwardAPI') {
    for (const [file] of each(source.items as readonly Fields[] | undefined, path)) {
      yield* validateDownwardFile(file, path)
      yield* claimPath(file.path, file.path, volume, taken)
    }
  } else if (kind === 'serviceAccountToken') yield* validateToken(source, path, volume)
}

function* claimPath(target: unknown, printed: unknown, volume: string, taken: Set<string>): Errors {
  if (typeof target !== 'string' || target === '') return
  if (taken.has(target)) yield invalid(volume, printed, 'conflicting duplicate paths')
  taken.add(target)
}

function* validateToken({ expirationSeconds, path: target }: Fields, path: string, volume: string): Errors {
  const seconds = (expirationSeconds as number | undefined) ?? MIN_TOKEN_SECONDS
  const at = `${path}.expirationSeconds`
  if (seconds < MIN_TOKEN_SECONDS) yield invalid(at, seconds, 'may not specify a duration less than 10 minutes')
  if (seconds > MAX_TOKEN_SECONDS) yield invalid(at, seconds, 'may not specify a duration larger than 2^32 seconds')
  if (!target) yield required(`${volume}.path`)
  else yield* validateNonReservedPath(target as string, `${volume}.path`)
}
