import { controllerOf } from '../../k8s/object'
import type { Container, Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { ImageBehaviour } from '../machines'

/** What a program does that ends by itself, and of which nothing else is known. */
const SOME_WORK: Millis = 4_000
const AT_ONCE: Millis = 200
const QUICK = /^(true|false|echo|printf|date|env|printenv|ls|cat|hostname|pwd|id|uname|whoami|seq|exit|test|:)$/
const FOR_EVER = /\bwhile\s+(true|:)|\bsleep\s+(inf|infinity)\b|\btail\s+-[fF]\b|\bhttpd\s+-f\b/
const SHELL = /(^|\/)(sh|bash|ash)$/
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * How the container comes to its end: as its image says, if somebody has said it. Otherwise one that runs for its own sake (of a
 * Job, or with a command and a policy that lets it end) does what its command tells: it sleeps, prints, exits, or works a while.
 */
export function workOf(pod: Pod, container: Container, behaviour: ImageBehaviour): ImageBehaviour {
  const policy = container.restartPolicy ?? pod.spec.restartPolicy ?? 'Always'
  if (behaviour.exitAfter !== undefined || policy === 'Always') return behaviour
  const words = [...(container.command ?? []), ...(container.args ?? [])]
  if (words.length === 0 && controllerOf(pod)?.kind !== 'Job') return behaviour
  const end = endOf(words)
  return end === undefined ? behaviour : { ...behaviour, ...end }
}

type End = Pick<ImageBehaviour, 'exitCode'> & { readonly exitAfter: Millis }

/** Undefined for what runs on. */
function endOf(words: readonly string[]): End | undefined {
  const text = words.join(' ')
  if (FOR_EVER.test(text)) return undefined
  const script = SHELL.test(words[0] ?? '') && words[1] === '-c' ? (words[2] ?? '') : text
  const statements = script
    .split(/\s*(?:;|&&|\|\||\n)\s*/)
    .map(statement => statement.replace(/^(do|then|else)\s+/, '').trim())
    .filter(statement => statement !== '')
  const slept = statements.reduce((sum, statement) => sum + sleepOf(statement), 0)
  const isQuick = statements.every(statement => slept > 0 || QUICK.test(programOf(statement)))
  return { exitAfter: slept + (isQuick && statements.length > 0 ? AT_ONCE : SOME_WORK), exitCode: codeOf(statements) }
}

const programOf = (statement: string) => statement.split(/\s/, 1)[0]?.replace(/^.*\//, '') ?? ''

function sleepOf(statement: string): Millis {
  const [, amount, unit = ''] = /(?:^|\s|\/)sleep\s+(\d+(?:\.\d+)?)([smhd]?)\b/.exec(statement) ?? []
  return amount === undefined ? 0 : Number(amount) * (SECONDS[unit] ?? 1) * 1000
}

function codeOf(statements: readonly string[]): number {
  const exit = statements.map(statement => /^exit\s+(\d+)/.exec(statement)?.[1]).find(code => code !== undefined)
  if (exit !== undefined) return Number(exit) & 255
  return programOf(statements.at(-1) ?? '') === 'false' ? 1 : 0
}
