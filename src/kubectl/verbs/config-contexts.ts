import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { KUBECONFIG_PATH, named, without } from '../kubeconfig'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { printHelp, unexpectedArguments } from './config-arguments'

export const currentContextCommand: CommandSpec = {
  name: 'current-context',
  short: 'Display the current-context',
  run: immediate(({ io, session }) => {
    const { currentContext } = session.kubeconfig.current
    if (currentContext === '') throw new PlainError('current-context is not set')
    io.out(`${currentContext}\n`)
    return 0
  }),
}

export const getContextsCommand: CommandSpec = {
  name: 'get-contexts',
  short: 'Describe one or many contexts',
  flags: [
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
  ],
  run: immediate(({ args, io, session, flags }) => {
    const { contexts, currentContext } = session.kubeconfig.current
    const output = flags.string('output')
    if (output !== '' && output !== 'name') {
      throw new PlainError(
        `--output ${output} is not available in kubectl config get-contexts; resetting to default output format`,
      )
    }
    const wanted = named(contexts).filter(([name]) => args.length === 0 || args.includes(name))
    const missing = args.filter(name => contexts[name] === undefined)
    if (output === 'name') for (const [name] of wanted) io.out(`${name}\n`)
    else {
      const rows = wanted.map(([name, { cluster = '', user = '', namespace = '' }]) =>
        [name === currentContext ? '*' : '', name, cluster, user, namespace].join('\t'),
      )
      if (!flags.bool('no-headers')) rows.unshift('CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE')
      io.out(`${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`)
    }
    if (missing.length > 0) throw new PlainError(missing.map(name => `context ${name} not found`).join('\n'))
    return 0
  }),
}

export const useContextCommand: CommandSpec = {
  name: 'use-context',
  aliases: ['use'],
  short: 'Set the current-context in a kubeconfig file',
  completes: 'context',
  run: immediate(invocation => {
    const { args, io, session } = invocation
    const [name] = args
    if (name === undefined || args.length > 1) throw unexpectedArguments(invocation, useContextCommand)
    if (session.kubeconfig.current.contexts[name] === undefined) {
      throw new PlainError(`no context exists with the name: ${JSON.stringify(name)}`)
    }
    session.kubeconfig.current = { ...session.kubeconfig.current, currentContext: name }
    io.out(`Switched to context ${JSON.stringify(name)}.\n`)
    return 0
  }),
}

export const setContextCommand: CommandSpec = {
  name: 'set-context',
  short: 'Set a context entry in kubeconfig',
  completes: 'context',
  flags: [
    { name: 'cluster', type: 'string', default: "''" },
    { name: 'current', type: 'bool', default: 'false' },
    { name: 'namespace', short: 'n', type: 'string', default: "''" },
    { name: 'user', type: 'string', default: "''" },
  ],
  run: immediate(({ args, flags, io, session }) => {
    const { current } = session.kubeconfig
    const name = flags.bool('current') ? current.currentContext : args[0]
    if (flags.bool('current') && args.length > 0) {
      throw new PlainError('you cannot specify both a context name and --current')
    }
    if (name === undefined || name === '') {
      throw new PlainError(
        flags.bool('current') ? 'no current context is set' : 'you must specify a non-empty context name or --current',
      )
    }
    const before = current.contexts[name]
    const given = ['cluster', 'user', 'namespace'].filter(field => flags.changed(field))
    const changed = { ...before, ...Object.fromEntries(given.map(field => [field, flags.string(field)])) }
    session.kubeconfig.current = { ...current, contexts: { ...current.contexts, [name]: changed } }
    io.out(`Context ${JSON.stringify(name)} ${before === undefined ? 'created' : 'modified'}.\n`)
    return 0
  }),
}

export const renameContextCommand: CommandSpec = {
  name: 'rename-context',
  short: 'Rename a context from the kubeconfig file',
  completes: 'context',
  run: immediate(invocation => {
    const { args, io, session } = invocation
    const [from, to] = args
    if (from === undefined || to === undefined || args.length > 2) {
      throw unexpectedArguments(invocation, renameContextCommand)
    }
    const { current } = session.kubeconfig
    const context = current.contexts[from]
    if (context === undefined) {
      throw new PlainError(`cannot rename the context ${JSON.stringify(from)}, it's not in ${KUBECONFIG_PATH}`)
    }
    if (current.contexts[to] !== undefined) {
      throw new PlainError(
        `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${KUBECONFIG_PATH}`,
      )
    }
    session.kubeconfig.current = {
      ...current,
      contexts: { ...without(current.contexts, from), [to]: context },
      currentContext: current.currentContext === from ? to : current.currentContext,
    }
    io.out(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`)
    return 0
  }),
}

export const deleteContextCommand: CommandSpec = {
  name: 'delete-context',
  short: 'Delete the specified context from the kubeconfig',
  completes: 'context',
  run: immediate(invocation => {
    const { args, io, session } = invocation
    const [name] = args
    if (name === undefined || args.length > 1) {
      printHelp(invocation, deleteContextCommand)
      return 0
    }
    const { current } = session.kubeconfig
    if (current.contexts[name] === undefined) {
      throw new PlainError(`cannot delete context ${name}, not in ${KUBECONFIG_PATH}`)
    }
    if (current.currentContext === name) {
      io.err('warning: this removed your active context, use "kubectl config use-context" to select a different one\n')
    }
    session.kubeconfig.current = { ...current, contexts: without(current.contexts, name) }
    io.out(`deleted context ${name} from ${KUBECONFIG_PATH}\n`)
    return 0
  }),
}
