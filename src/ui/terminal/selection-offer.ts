import type { ObjectRef } from '../../state/selection'

/** Words of kubectl for the kinds that the canvas shows: the first one is offered. */
const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  Node: ['node', 'nodes', 'no'],
  Pod: ['pod', 'pods', 'po'],
  DaemonSet: ['ds', 'daemonset', 'daemonsets', 'daemonset.apps', 'daemonsets.apps'],
}

/** Verbs that take the name of one kind without its word. */
const KIND_OF_VERB: Readonly<Record<string, string>> = {
  cordon: 'Node',
  uncordon: 'Node',
  drain: 'Node',
  logs: 'Pod',
  exec: 'Pod',
}

const VERBS = new Set(['get', 'describe', 'delete', 'edit', 'label', 'annotate', 'taint', 'wait', 'patch'])

/** What the selected object adds to the line being typed: a whole command, or the name that is missing. '' for nothing. */
export function selectionOffer(text: string, { kind, key }: ObjectRef): string {
  const words = Object.hasOwn(KIND_WORDS, kind) ? (KIND_WORDS[kind] ?? []) : []
  const [word] = words
  if (word === undefined) return ''
  const [namespace, name] = key.includes('/') ? key.split('/') : [undefined, key]
  const where = namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`
  if (text === '') return `kubectl describe ${word} ${name}${where}`
  if (!/\s$/.test(text)) return ''
  const [program, verb = '', ...rest] = text
    .trim()
    .replace(/^sudo\s+/, '')
    .split(/\s+/)
  if (program === 'lab')
    return kind === 'Node' && verb === 'node' && rest.length === 1 && rest[0] !== 'add' ? (name ?? '') : ''
  if (program !== 'kubectl' && program !== 'k') return ''
  const scope = rest.some(each => each === '-n' || each.startsWith('--namespace')) ? '' : where
  const args = rest.filter(each => !each.startsWith('-'))
  if (args.length === 0 && KIND_OF_VERB[verb] === kind) return `${name}${scope}`
  if (args.length === 1 && words.includes(args[0] ?? '')) return `${name}${scope}`
  if (args.length === 0 && VERBS.has(verb)) return `${word} ${name}${scope}`
  if (kind === 'DaemonSet' && verb === 'rollout' && args.length === 1) return `ds/${name}${scope}`
  return ''
}
