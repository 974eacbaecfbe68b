import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { liveTargets } from '../resources/visit-targets'
import type { CreateGenerator } from './create-object'

const IMAGE: FlagSpec = { name: 'image', type: 'string', default: "''" }

export const JOB_GENERATORS: readonly CreateGenerator[] = [
  {
    name: 'cronjob',
    aliases: ['cj'],
    short: 'Create a cron job with the specified name',
    flags: [
      IMAGE,
      { name: 'restart', type: 'string', default: "''" },
      { name: 'schedule', type: 'string', default: "''" },
    ],
    required: ['image', 'schedule'],
    complaint: 'failed to create cronjob: ',
    takesCommand: true,
    make: cronJob,
  },
  {
    name: 'job',
    short: 'Create a job with the specified name',
    flags: [{ name: 'from', type: 'string', default: "''" }, IMAGE],
    complaint: 'failed to create job: ',
    takesCommand: true,
    make: job,
  },
]

function templateOf(name: string, flags: FlagSet, command: readonly string[], restartPolicy: string) {
  const image = flags.string('image')
  const container = { ...(command.length > 0 ? { command } : {}), image, name, resources: {} }
  return { metadata: {}, spec: { containers: [container], restartPolicy } }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_cronjob.go
function cronJob(name: string, flags: FlagSet, { args }: Invocation) {
  const template = templateOf(name, flags, args.slice(1), flags.string('restart') || 'OnFailure')
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: { jobTemplate: { metadata: { name }, spec: { template } }, schedule: flags.string('schedule') },
    status: {},
  }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_job.go
function job(name: string, flags: FlagSet, invocation: Invocation) {
  const [image, from] = [flags.string('image'), flags.string('from')]
  if (image === '' && from === '') throw new PlainError('either --image or --from must be specified')
  if (image !== '' && from !== '') throw new PlainError('either --image or --from must be specified')
  if (from !== '') return jobFrom(name, from, invocation)
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: { template: templateOf(name, flags, invocation.args.slice(1), 'Never') },
    status: {},
  }
}

function jobFrom(name: string, from: string, invocation: Invocation) {
  const { targets, errors } = liveTargets(invocation, { words: [from] })
  const [error] = errors
  if (error !== undefined) throw error
  const [target] = targets
  if (target === undefined || targets.length > 1) throw new PlainError('from must be an existing cronjob')
  if (target.object.kind !== 'CronJob') throw new PlainError(`unknown object type ${goTypeOf(target.type)}`)
  const cron = target.object as CronJob
  const { metadata = {}, spec = {} } = cron.spec?.jobTemplate ?? {}
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...metadata.annotations },
      ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
      name,
      ownerReferences: [ownerReference(cron)],
    },
    spec,
    status: {},
  }
}

/** As Go names the type of the kind's objects. */
const goTypeOf = ({ kind, version }: ResourceType) => `*${version}.${kind}`

function ownerReference({ apiVersion, kind, metadata: { name, uid } }: CronJob) {
  return { apiVersion, controller: true, kind, name, uid }
}

interface CronJob extends KubeObject {
  readonly spec?: {
    readonly jobTemplate?: {
      readonly metadata?: {
        readonly annotations?: Readonly<Record<string, string>>
        readonly labels?: Readonly<Record<string, string>>
      }
      readonly spec?: object
    }
  }
}
