import type { CommandResult, ExecCommand } from '../../engine/kubelet/commands'
import type { ImageBehaviour } from '../../engine/machines'

const PULL = 300
const REGISTRY_SIZE = 52_428_800
const FOREVER = Number.POSITIVE_INFINITY

/** What the recordings' containers do, by the word after the last slash of the image's name. */
export function imageBehaviourByWord(image: string): Partial<ImageBehaviour> {
  const [word = ''] = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/)
  const base = { pull: PULL, readyAfter: 0, stopsIn: 100, sizeBytes: REGISTRY_SIZE }
  const ends = /^(?:exit(\d+)|oom)-after-(\d+)$/.exec(word)
  if (ends !== null) {
    const exitAfter = Number(ends[2]) * 1000
    return ends[1] === undefined
      ? { ...base, exitAfter, oomKilled: true, exitCode: 137 }
      : { ...base, exitAfter, exitCode: Number(ends[1]) }
  }
  const pull = /^pull-(\d+)$/.exec(word)
  if (pull !== null) return { ...base, exitAfter: FOREVER, pull: Number(pull[1]) * 1000 }
  return {
    ...base,
    exitAfter: FOREVER,
    missing: word === 'missing',
    denied: word === 'denied',
    badCommand: word === 'badcommand',
    ignoresSigterm: word === 'deaf',
  }
}

/** What the recordings' exec commands do: `ok`, `fail`, `ok-after 5`, `ok-until 5`, `sleep 3`, `hang`. */
export function execByWord({ command, uptime, isHook }: ExecCommand): CommandResult | undefined {
  const [word, argument = '0'] = command
  const limit = Number(argument) * 1000
  const answer = (ok: boolean, sameUntil: number): CommandResult => ({
    ok,
    output: ok ? 'fine' : 'not yet\n',
    takes: 0,
    sameUntil,
  })
  switch (word) {
    case 'ok':
      return answer(true, FOREVER)
    case 'fail':
      return answer(false, FOREVER)
    case 'ok-after':
      return answer(uptime >= limit, uptime >= limit ? FOREVER : limit)
    case 'ok-until':
      return answer(uptime < limit, uptime < limit ? limit : FOREVER)
    case 'sleep':
      return { ...answer(true, FOREVER), takes: limit, outlastsTimeout: true }
    case 'hang':
      // The recorder's runtime takes the timeout that a hook does not have for one of no length.
      return isHook
        ? { ok: false, output: '', error: 'command timed out: "hang" timed out after 0s', takes: 0, sameUntil: FOREVER }
        : { ...answer(false, FOREVER), takes: 3_600_000 }
    default:
      return undefined
  }
}
