import { goQuote } from '../../k8s/go-quote'
import { isImageReference } from '../../k8s/image-reference'
import type { NewObject } from '../../k8s/object'
import { applyMergePatch } from '../../k8s/patch/json-merge-patch'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, FILE_FLAGS, fieldManagerFlag, POD_RUNNING_TIMEOUT_FLAG } from '../command/common-flags'
import { PlainError, usageError } from '../command/failure'
import { goInteger } from '../command/go-integer'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS } from '../output/object-printer'
import { createObject } from './create-object'
import { DELETE_FLAGS } from './delete'
import { labelPairs } from './label-pairs'

// Models staging/src/k8s.io/kubectl/pkg/cmd/run/run.go
export const runCommand: CommandSpec = {
  name: 'run',
  short: 'Run a particular image on the cluster',
  group: 'Basic Commands (Beginner)',
  flags: [
    ...DELETE_FLAGS.map(flag => (flag.name === 'wait' ? { ...flag, default: 'false' } : flag)),
    ...FILE_FLAGS,
    { name: 'detach-keys', type: 'string', default: "'ctrl-p,ctrl-q'" },
    { name: 'leave-stdin-open', type: 'bool', default: 'false' },
    { name: 'override-type', type: 'string', default: "'merge'" },
    POD_RUNNING_TIMEOUT_FLAG,
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-run'),
    ...OUTPUT_FLAGS,
    { name: 'annotations', type: 'list', default: '[]' },
    { name: 'attach', type: 'bool', default: 'false' },
    { name: 'command', type: 'bool', default: 'false' },
    { name: 'env', type: 'list', default: '[]' },
    { name: 'expose', type: 'bool', default: 'false' },
    { name: 'image', type: 'string', default: "''" },
    { name: 'image-pull-policy', type: 'string', default: "''" },
    { name: 'labels', short: 'l', type: 'string', default: "''" },
    { name: 'overrides', type: 'string', default: "''" },
    { name: 'port', type: 'string', default: "''" },
    { name: 'privileged', type: 'bool', default: 'false' },
    { name: 'quiet', short: 'q', type: 'bool', default: 'false' },
    { name: 'restart', type: 'string', default: "'Always'" },
    { name: 'rm', type: 'bool', default: 'false' },
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
    },
    { name: 'stdin', short: 'i', type: 'bool', default: 'false' },
    { name: 'tty', short: 't', type: 'bool', default: 'false' },
  ],
  run: immediate(invocation => {
    const { args, flags, path } = invocation
    if (!flags.changed('image')) throw new PlainError('required flag(s) "image" not set')
    const [name, ...words] = args
    if (name === undefined) throw usageError(path, 'NAME is required for run')
    const image = flags.string('image')
    checkRun(invocation, image)
    const restart = flags.string('restart')
    const pullPolicy = flags.string('image-pull-policy')
    const labels = flags.string('labels') === '' ? { run: name } : labelPairs(flags.string('labels'))
    const port = portOf(flags.string('port'))
    const wrong = flags.list('env').find(pair => !/^[^=]+=/.test(pair))
    if (wrong !== undefined) throw new PlainError(`invalid env: ${wrong}`)
    const env = flags.list('env').map(pair => ({ name: pairOf(pair)[0], value: pairOf(pair)[1] }))
    const container = {
      ...(words.length === 0 ? {} : flags.bool('command') ? { command: words } : { args: words }),
      ...(env.length === 0 ? {} : { env }),
      image,
      ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
      name,
      ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
      resources: {},
    }
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels, name },
      spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: restart },
      status: {},
    }
    if (flags.bool('expose'))
      createObject(invocation, serviceFor(name, flags.string('labels') === '' ? {} : { labels }, labels, port ?? 0))
    return createObject(invocation, overridden(pod, flags.string('overrides')))
  }),
}

/** Throws PlainError for the first thing that does not go together. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/run/run.go Run
function checkRun({ flags, path }: Invocation, image: string): void {
  const refuse = (isWrong: boolean, message: string) => {
    if (isWrong) throw usageError(path, message)
  }
  if (image === '') throw new PlainError('--image is required')
  if (!isImageReference(image)) throw new PlainError(`Invalid image name ${goQuote(image)}: invalid reference format`)
  const interactive = flags.bool('stdin')
  refuse(flags.bool('tty') && !interactive, '-i/--stdin is required for containers with -t/--tty=true')
  refuse(flags.bool('expose') && flags.string('port') === '', '--port must be set when exposing a service')
  const restart = flags.string('restart')
  refuse(!['Always', 'OnFailure', 'Never'].includes(restart), `invalid restart policy: ${restart}`)
  const attaches = flags.changed('attach') ? flags.bool('attach') : interactive
  refuse(flags.bool('rm') && !attaches, '--rm should only be used for attached containers')
  refuse(
    attaches && dryRunOf(flags, () => undefined) !== 'none',
    "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
  )
  const pullPolicy = flags.string('image-pull-policy')
  refuse(pullPolicy !== '' && !PULL_POLICIES.has(pullPolicy), `invalid image pull policy: ${pullPolicy}`)
}

const PULL_POLICIES: ReadonlySet<string> = new Set(['Always', 'IfNotPresent', 'Never'])

/** `--port`; undefined when it was not given. */
function portOf(text: string): number | undefined {
  if (text === '') return undefined
  return goInteger(text)
}

/** The Service of --expose. */
function serviceFor(
  name: string,
  metadata: { readonly labels?: Readonly<Record<string, string>> },
  selector: Readonly<Record<string, string>>,
  port: number,
): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, name },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector },
    status: { loadBalancer: {} },
  }
}

/** --overrides is JSON that is put over what was made. */
function overridden(object: NewObject, overrides: string): NewObject {
  if (overrides === '') return object
  try {
    return applyMergePatch(object, JSON.parse(overrides)) as NewObject
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new PlainError('Invalid JSON Patch')
  }
}

function pairOf(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=')
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}
