import type { CommandRun } from '../../base/command'
import { ApiError } from '../../k8s/api-client'
import type { Pod } from '../../k8s/pod'
import { SCENARIO_EPOCH } from '../../k8s/time'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  CONTAINER_FLAG,
  FILENAME_FLAG,
  POD_RUNNING_TIMEOUT_FLAG,
  QUIET_FLAG,
  STDIN_FLAG,
  TTY_FLAG,
} from '../command/common-flags'
import { CommandFailure, PlainError } from '../command/failure'
import { hostOf } from '../containers/container-log'
import type { ContainerHost } from '../containers/container-process'
import { PROGRAMS } from '../containers/programs'
import { ScriptError } from '../containers/script-parser'
import { runCommand, UnknownProgram } from '../containers/script-run'
import { checkKubelet, containerOf, podOf } from '../containers/target-pod'
import { targetsOfFiles } from '../resources/manifest-files'

// Models staging/src/k8s.io/kubectl/pkg/cmd/exec/exec.go
export const execCommand: CommandSpec = {
  name: 'exec',
  short: 'Execute a command in a container',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [CONTAINER_FLAG, FILENAME_FLAG, POD_RUNNING_TIMEOUT_FLAG, QUIET_FLAG, STDIN_FLAG, TTY_FLAG],
  *run(invocation) {
    const { args, dash, flags } = invocation
    const byFile = flags.list('filename').length > 0
    const [word] = args
    const command = dash < 0 ? args.slice(byFile ? 0 : 1) : args.slice(dash)
    if ((word === undefined || dash === 0) && !byFile) {
      throw new PlainError('pod, type/name or --filename must be specified')
    }
    if (command.length === 0) throw new PlainError('you must specify at least one command for the container')
    if (dash < 0) {
      throw new PlainError(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
      )
    }
    const [target] = byFile ? targetsOfFiles(invocation) : []
    const name = target === undefined ? (word ?? '') : `${target.type.plural}/${target.name}`
    return yield* execute(invocation, podOf(invocation, name, 'attach to'), command)
  },
}

/** Runs a command in a container of a Pod that runs. */
function* execute(invocation: Invocation, pod: Pod, command: readonly string[]): CommandRun {
  const { flags, session } = invocation
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') {
    throw new PlainError(`cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`)
  }
  const container = containerOf(invocation, pod, flags.string('container'), flags.bool('quiet'))
  if (!pod.spec.nodeName) {
    throw new ApiError({
      code: 400,
      reason: 'BadRequest',
      message: `pod ${pod.metadata.name} does not have a host assigned`,
    })
  }
  checkKubelet(invocation, pod, `exec/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container.name}`)
  const status = pod.status.containerStatuses?.find(each => each.name === container.name)
  if (status?.state?.running === undefined) {
    throw new PlainError(`unable to upgrade connection: container not found (${JSON.stringify(container.name)})`)
  }
  const code = yield* play(invocation, hostOf(pod, container, session.client), command)
  if (code !== 0) throw new CommandFailure(`command terminated with exit code ${code}`, code)
  return 0
}

function* play({ io }: Invocation, host: ContainerHost, command: readonly string[]): CommandRun {
  try {
    const process = runCommand(command, host, io.now() + SCENARIO_EPOCH)
    for (let next = process.next(); ; next = process.next()) {
      if (next.done) return next.value
      const { at, text, isError } = next.value
      const delay = at - SCENARIO_EPOCH - io.now()
      if (delay === Number.POSITIVE_INFINITY) for (;;) yield { change: true }
      if (delay > 0) yield { delay }
      if (isError === true) io.err(text)
      else io.out(text)
    }
  } catch (error) {
    if (error instanceof UnknownProgram) throw new CommandFailure(unknownProgram(error.program), 126)
    if (error instanceof ScriptError)
      throw new CommandFailure(`error: this script cannot be played here: ${error.message}`, 2)
    throw error
  }
}

function unknownProgram(program: string): string {
  const known = Object.keys(PROGRAMS)
    .filter(name => /^[a-z]/.test(name))
    .join(', ')
  if (program === 'sh' || program === 'bash' || program === 'ash') {
    return `error: a shell to type in is not part of this playground: give it a script, as in \`-- ${program} -c 'env | grep HOST'\`. What works: ${known}`
  }
  return `error: containers are simulated here, and \`${program}\` is not among what works in them: ${known}`
}
