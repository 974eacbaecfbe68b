import type { CommandIo, CommandRun } from '../base/command'
import { HOME } from '../base/home'
import type { Engine } from '../engine/engine-interface'
import { OBJECT_CHECKS } from '../engine/object-checks'
import { withBuiltInObjects } from '../kubectl/built-in-objects/built-in-objects'
import type { Documentation } from '../kubectl/documentation/documentation'
import { createKubectlSession } from '../kubectl/kubectl-session'
import { completeLine } from './complete'
import type { ShellState } from './program'
import { runLine } from './run-script'
import { WatchFeeds } from './watch-feeds'

export interface ShellOptions {
  readonly engine: Engine
  /** The namespace of the kubectl context; `default` without it. */
  readonly namespace?: string
  /** The long texts of kubectl, when they have been loaded. */
  readonly documentation?: Documentation
}

/** One person's shell: runs lines on a cluster and remembers variables, aliases and the current namespace. */
export interface Shell {
  /** Runs one line, or several. Never throws; the answer is the exit code of the last command. */
  run(line: string, io: CommandIo): CommandRun
  /** Candidates for the last word of `line`. */
  complete(line: string, io: CommandIo): string[]
}

const MAX_HISTORY = 1000

/** A shell on the cluster, which from now on judges what it is sent. */
export function createShell({ engine, namespace = '', documentation }: ShellOptions): Shell {
  engine.checkWith(OBJECT_CHECKS)
  const feeds = new WatchFeeds(engine)
  const client = withBuiltInObjects(engine.client('kubectl'), () => engine.now)
  const state: ShellState = {
    engine,
    kubectl: createKubectlSession(
      client,
      (apiVersion, kind) => feeds.open(apiVersion, kind),
      engine.behaviour,
      namespace,
      documentation,
    ),
    variables: new Map([
      ['HOME', HOME],
      ['USER', 'user'],
    ]),
    aliases: new Map([['k', 'kubectl']]),
    history: [],
    lastExit: 0,
    pipeStatus: [0],
  }
  return {
    run(line, io) {
      if (line.trim() !== '' && state.history.length < MAX_HISTORY) state.history.push(line.trim())
      return runLine(line, state, io)
    },
    complete: (line, io) => completeLine(line, state, io),
  }
}
