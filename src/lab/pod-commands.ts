import type { PodAct } from '../engine/machines'
import { ApiError } from '../k8s/api-client'
import { atLeastOne, type LabCommand, LabError } from './lab-command'

const ACTS: readonly (readonly [verb: string, act: PodAct, help: string])[] = [
  ['run', 'run', 'Starts the containers of a pod and turns it Ready.'],
  ['run-not-ready', 'run-not-ready', 'Starts the containers, but the readiness probe fails.'],
  ['unready', 'unready', 'The readiness probe of a running pod fails.'],
  ['fail', 'fail', 'The pod ends in phase Failed.'],
  ['succeed', 'succeed', 'The pod ends in phase Succeeded.'],
  ['confirm', 'confirm', 'Confirms the end of a pod that is being deleted.'],
]

/** Moves the pods of held kubelets, one act at a time. */
export const POD_COMMANDS: readonly LabCommand[] = ACTS.map(([verb, act, help]) => ({
  name: `pod ${verb}`,
  usage: 'POD… [-n NAMESPACE]',
  help: `${help} For held kubelets.`,
  flags: [{ name: 'namespace', short: 'n', type: 'string', default: "'default'", help: 'Namespace of the pod.' }],
  completes: 'pod',
  run({ machines, client, io, args, flags }) {
    const namespace = flags.string('namespace')
    for (const word of atLeastOne(args, 'The pod is', `lab pod ${verb} agent-x7k2p`)) {
      const name = word.replace(/^pods?\//, '')
      try {
        client.get('pods', namespace, name)
      } catch (error) {
        if (error instanceof ApiError)
          throw new LabError(`There is no pod "${name}" in namespace ${namespace}. Look with: kubectl get pods -A`)
        throw error
      }
      machines.act(namespace, name, act)
      io.out(`pod ${name}: ${verb}\n`)
    }
  },
}))
