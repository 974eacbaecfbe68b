import { parseObjectSelector } from '../../k8s/label-selector-parser'
import type { KubeObject } from '../../k8s/object'
import type { LabelSelector } from '../../k8s/selector'
import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { patchTo } from '../resources/patch-to'
import { visitTargets } from '../resources/visit-targets'
import { SET_FLAGS } from './set-pod-spec'

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_selector.go
export const setSelectorCommand: CommandSpec = {
  name: 'selector',
  short: 'Set the selector on a resource',
  completes: 'resource',
  flags: [
    ...SET_FLAGS.filter(({ name }) => name !== 'kustomize' && name !== 'selector').map(recursiveByDefault),
    { name: 'resource-version', type: 'string', default: "''" },
  ],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const text = args.at(-1)
    if (text === undefined) throw new PlainError('one selector is required')
    const selector = selectorOf(text)
    const version = flags.string('resource-version')
    const report = reporter(flags, io, dryRun, { structs: true })
    visitTargets(invocation, { words: args.slice(0, -1) }, target => {
      if (target.type.kind !== 'Service') throw new PlainError('setting a selector is only supported for Services')
      const modified = withSelector(target.object, labelsOf(selector))
      const changed =
        dryRun === 'client' || flags.bool('local')
          ? modified
          : patchTo(session, target, version === '' ? modified : withVersion(modified, version), {
              dryRun: dryRun === 'server',
            })
      report(target.type, changed ?? target.object, 'selector updated')
    })
    return 0
  }),
}

// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go ParseToLabelSelector
function selectorOf(text: string): LabelSelector {
  try {
    return parseObjectSelector(text)
  } catch (error) {
    if (error instanceof RangeError) throw new PlainError(error.message)
    if (!(error instanceof SyntaxError)) throw error
    throw new PlainError(`couldn't parse the selector string "${text}": ${error.message}`)
  }
}

function withSelector(service: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  const { selector: _, ...spec } = service.spec as Readonly<Record<string, unknown>>
  return { ...service, spec: Object.keys(labels).length === 0 ? spec : { ...spec, selector: labels } }
}

function withVersion(object: KubeObject, resourceVersion: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion } }
}

/** The labels that a selector asks for. A Service understands no other wishes; throws PlainError. */
function labelsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Readonly<Record<string, string>> {
  const others = matchExpressions.map(({ key, operator, values = [] }) => `{${key} ${operator} [${values.join(' ')}]}`)
  if (others.length > 0) throw new PlainError(`match expression [${others.join(' ')}] not supported on this object`)
  return matchLabels
}

function recursiveByDefault(flag: FlagSpec): FlagSpec {
  return flag.name === 'recursive' ? { ...flag, default: 'true' } : flag
}
