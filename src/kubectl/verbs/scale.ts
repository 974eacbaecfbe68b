import type { CommandRun } from '../../base/command'
import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FILE_FLAGS,
  fieldManagerFlag,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { CommandFailure, PlainError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { SCALABLE } from '../resources/resource-mapper'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'
import { waitUntil } from '../resources/wait-until'

// Models staging/src/k8s.io/kubectl/pkg/cmd/scale/scale.go
export const scaleCommand: CommandSpec = {
  name: 'scale',
  suggestFor: ['resize'],
  short: 'Set a new size for a deployment, replica set, or replication controller',
  group: 'Deploy Commands',
  completes: 'resource',
  flags: [
    ALL_FLAG,
    { name: 'current-replicas', type: 'int', default: '-1' },
    DRY_RUN_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    RECORD_FLAG,
    { name: 'replicas', type: 'int', default: '0' },
    { name: 'resource-version', type: 'string', default: "''" },
    SELECTOR_FLAG,
    { name: 'timeout', type: 'duration', default: '0s' },
  ],
  *run(invocation) {
    const { args, flags, io } = invocation
    if (!flags.changed('replicas')) throw new PlainError('required flag(s) "replicas" not set')
    const replicas = flags.int('replicas')
    if (replicas < 0)
      throw new PlainError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const report = reporter(flags, io, dryRun)
    const scaled: LiveTarget[] = visitTargets(invocation, { words: args }, target => {
      report(target.type, scale(invocation, target, replicas, dryRun), 'scaled')
    })
    if (scaled.length === 0) throw new PlainError('no objects passed to scale')
    return yield* waitForSize(invocation, scaled, replicas)
  },
}

function scale(
  { session, flags }: Invocation,
  { type, namespace, name, object }: LiveTarget,
  replicas: number,
  dryRun: string,
): KubeObject {
  if (dryRun === 'client') return object
  if (!SCALABLE.has(type.kind))
    throw new CommandFailure('Error from server (NotFound): the server could not find the requested resource')
  const now = (object.spec as { readonly replicas?: number }).replicas ?? 1
  const expected = flags.int('current-replicas')
  if (expected >= 0 && expected !== now) throw new PlainError(`Expected replicas to be ${expected}, was ${now}`)
  return session.client.patch(
    resourceNameOf(type),
    namespace,
    name,
    'merge',
    { spec: { replicas } },
    {
      dryRun: dryRun === 'server',
      subresource: 'scale',
      because: 'scaled by a person',
    },
  )
}

function* waitForSize(
  { session, flags, io }: Invocation,
  targets: readonly LiveTarget[],
  replicas: number,
): CommandRun {
  const timeout = flags.duration('timeout')
  if (timeout <= 0) return 0
  for (const { type, namespace, name } of targets) {
    const reached = yield* waitUntil(io, timeout, () => {
      try {
        const { status } = session.client.get(resourceNameOf(type), namespace, name)
        return ((status as { readonly replicas?: number } | undefined)?.replicas ?? 0) === replicas
      } catch (error) {
        if (error instanceof ApiError) return true
        throw error
      }
    })
    if (!reached) throw new PlainError('timed out waiting for the condition')
  }
  return 0
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/autoscale/autoscale.go
export const autoscaleCommand: CommandSpec = {
  name: 'autoscale',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  group: 'Deploy Commands',
  completes: 'resource',
  flags: [
    DRY_RUN_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    { name: 'cpu', type: 'string', default: "''" },
    {
      name: 'cpu-percent',
      type: 'int',
      default: '-1',
      deprecated:
        "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    },
    fieldManagerFlag('kubectl-autoscale'),
    { name: 'max', type: 'int', default: '-1' },
    { name: 'memory', type: 'string', default: "''" },
    { name: 'min', type: 'int', default: '-1' },
    { name: 'name', type: 'string', default: "''" },
    { name: 'save-config', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    const { args, flags, io, session } = invocation
    if (!flags.changed('max')) throw new PlainError('required flag(s) "max" not set')
    if (flags.int('max') < 1) {
      throw new PlainError(`--max=MAXPODS is required and must be at least 1, max: ${flags.int('max')}`)
    }
    if (flags.int('max') < flags.int('min')) {
      const [max, min] = [flags.int('max'), flags.int('min')]
      throw new PlainError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
    }
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const report = reporter(flags, io, dryRun)
    const hpa = session.client.resourceTypes().find(type => type.kind === 'HorizontalPodAutoscaler')
    visitTargets(invocation, { words: args }, ({ type, name, namespace, object }) => {
      if (!SCALABLE.has(type.kind) || hpa === undefined) {
        throw new PlainError(
          `cannot autoscale a ${type.kind}: could not find scale subresource for ${object.apiVersion}, Resource=${type.plural} in discovery information`,
        )
      }
      const wanted = {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: flags.string('name') || name, ...(namespace === undefined ? {} : { namespace }) },
        spec: {
          scaleTargetRef: { apiVersion: object.apiVersion, kind: type.kind, name },
          maxReplicas: flags.int('max'),
          metrics: metricsOf(flags),
          minReplicas: Math.max(1, flags.int('min')),
        },
      }
      if (dryRun === 'client') {
        report(hpa, wanted, 'created')
        return
      }
      try {
        report(hpa, session.client.create(resourceNameOf(hpa), wanted, { dryRun: dryRun === 'server' }), 'autoscaled')
      } catch (error) {
        // kubectl tries the older version then, where that can say the same, and hears the same.
        const why = whyNotOlder(flags)
        if (why === undefined) throw error
        throw new PlainError(
          `failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${why}`,
        )
      }
    })
    return 0
  },
}

/** What the older version of the kind cannot say of what the flags ask for. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/autoscale/autoscale.go canCreateHPAV1
function whyNotOlder(flags: FlagSet): string | undefined {
  const cpu = flags.string('cpu').trim()
  if (cpu === '') return 'empty input'
  const isShare = flags.int('cpu-percent') >= 0 || cpu.endsWith('%')
  return isShare && flags.string('memory') === '' ? undefined : '%!w(<nil>)'
}

/** What is to be held; 80 % of the CPU that is requested when nothing is said. */
function metricsOf(flags: FlagSet): readonly object[] {
  const percent = flags.changed('cpu-percent') ? `${flags.int('cpu-percent')}%` : ''
  const wanted = [
    ['cpu', flags.string('cpu') || percent],
    ['memory', flags.string('memory')],
  ].filter(([, target]) => target !== '')
  return (wanted.length === 0 ? [['cpu', '80%']] : wanted).map(([name, target = '']) => {
    const isShare = target.endsWith('%')
    const amount = isShare ? { averageUtilization: Number(target.slice(0, -1)) } : { averageValue: target }
    return {
      resource: { name, target: { type: isShare ? 'Utilization' : 'AverageValue', ...amount } },
      type: 'Resource',
    }
  })
}
