import type { ApiClient } from '../../k8s/api-client'
import type { Container, Pod } from '../../k8s/pod'
import { filesOf } from './container-files'
import type { Chunk, ContainerHost } from './container-process'
import { environmentOf, expanded, hostnameOf } from './environment'
import { knownImage } from './known-images'
import { ScriptError } from './script-parser'
import { runCommand, UnknownProgram } from './script-run'

/** One line of a log, without its end, and when it was printed (Unix milliseconds). */
export interface LogLine {
  readonly at: number
  readonly text: string
}

/** Why nothing (more) is known of what a container prints. */
export interface Silence {
  readonly why: string
}

/** What the processes of a container see. */
export function hostOf(pod: Pod, container: Container, client: ApiClient): ContainerHost {
  return {
    hostname: hostnameOf(pod),
    env: environmentOf(pod, container, client),
    files: filesOf(pod, container, client),
    mainCommand: mainCommand(container, environmentOf(pod, container, client)),
  }
}

function mainCommand(container: Container, env: ReadonlyMap<string, string>): readonly string[] {
  const { command, args } = container
  const words =
    command === undefined
      ? [...(knownImage(container.image)?.entrypoint ?? []), ...(args ?? [])]
      : [...command, ...(args ?? [])]
  return words.map(word => expanded(word, env))
}

/**
 * What a container prints from its start (Unix milliseconds) on: by its own `command` and `args` where they are a script
 * that can be played, or by what is known of its image. Ends with a Silence when nothing more is known.
 */
export function* containerLog(
  pod: Pod,
  container: Container,
  client: ApiClient,
  startedAt: number,
): Generator<LogLine, Silence | undefined> {
  const host = hostOf(pod, container, client)
  const image = knownImage(container.image)
  if (container.command === undefined && image?.prints !== undefined) {
    yield* linesOf(image.prints(host, startedAt))
    return undefined
  }
  if (host.mainCommand.length === 0) return { why: `what the image ${container.image} prints is not known here` }
  try {
    yield* linesOf(runCommand(host.mainCommand, host, startedAt))
    return undefined
  } catch (error) {
    if (error instanceof UnknownProgram) return { why: `what \`${error.program}\` prints is not known here` }
    if (error instanceof ScriptError) return { why: `its command cannot be played here: ${error.message}` }
    throw error
  }
}

/** Chunks joined and cut into lines. The last line may lack its end. */
function* linesOf(chunks: Iterable<Chunk>): Generator<LogLine, void> {
  let rest = ''
  let restAt = 0
  for (const { at, text } of chunks) {
    const pieces = `${rest}${text}`.split('\n')
    const firstAt = rest === '' ? at : restAt
    rest = pieces.pop() ?? ''
    restAt = at
    for (const [index, piece] of pieces.entries()) yield { at: index === 0 ? firstAt : at, text: piece }
    // A process that waits for ever says so, to those who wait with it.
    if (at === Number.POSITIVE_INFINITY) yield { at, text: '' }
  }
  if (rest !== '') yield { at: restAt, text: rest }
}
