import { describe, expect, it } from 'vitest'
import type { Taint } from '../../../k8s/node'
import type { PodSpec } from '../../../k8s/pod'
import { behaviourOf } from '../../versions/index'
import { nodeShouldRunDaemonPod, type PlacementNode, placementRules } from './placement'

const NOW = behaviourOf('1.36')
const verdict = (node: PlacementNode, daemonSet: ReturnType<typeof agent>) =>
  nodeShouldRunDaemonPod(node, daemonSet, NOW)
const rulesOf = (node: PlacementNode, daemonSet: ReturnType<typeof agent>) => placementRules(node, daemonSet, NOW)

const worker = (labels: Record<string, string> = {}, ...taints: Taint[]) => ({
  metadata: { name: 'worker-1', uid: '1', resourceVersion: '1', creationTimestamp: '', labels },
  spec: { taints },
})

const agent = (spec: Partial<PodSpec> = {}) => ({
  spec: {
    selector: {},
    updateStrategy: { type: 'RollingUpdate' },
    template: { spec: { containers: [{ name: 'main', image: 'agent' }], ...spec } },
  },
})

describe('placement', () => {
  it('a new NoSchedule taint keeps the pod that is there, NoExecute does not', () => {
    const runs = (effect: string) => verdict(worker({}, { key: 'dedicated', effect }), agent())
    expect(runs('PreferNoSchedule')).toEqual({ shouldRun: true, shouldContinueRunning: true })
    expect(runs('NoSchedule')).toEqual({ shouldRun: false, shouldContinueRunning: true })
    expect(runs('NoExecute')).toEqual({ shouldRun: false, shouldContinueRunning: false })
  })

  it('a cordoned node runs daemon pods, because the controller adds that toleration', () => {
    const cordoned = worker({}, { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' })
    expect(verdict(cordoned, agent()).shouldRun).toBe(true)
    expect(rulesOf(cordoned, agent())).toMatchObject([
      { code: 'taint-tolerated-automatically', automatic: true, verdict: 'pass', costs: 'nothing' },
    ])
  })

  it('network-unavailable is tolerated only with the network of the host', () => {
    const node = worker({}, { key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' })
    expect(verdict(node, agent()).shouldRun).toBe(false)
    expect(verdict(node, agent({ hostNetwork: true })).shouldRun).toBe(true)
  })

  it('the rules name the field, the label and the toleration that they are about', () => {
    const gpu = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
    const rules = rulesOf(
      worker({ disktype: 'hdd' }, gpu),
      agent({
        nodeSelector: { disktype: 'ssd' },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a', 'b'] }] }],
            },
          },
        },
        tolerations: [{ operator: 'Exists' }],
      }),
    )
    expect(rules).toMatchObject([
      {
        subject: 'nodeSelector disktype=ssd',
        code: 'label-differs',
        costs: 'stay',
        label: 'disktype',
        params: { actual: 'hdd' },
      },
      { subject: 'nodeAffinity zone In [a b]', code: 'affinity-differs', costs: 'stay', label: 'zone' },
      {
        subject: 'taint dedicated=gpu:NoSchedule',
        code: 'taint-tolerated',
        taint: gpu,
        path: 'spec.template.spec.tolerations[0]',
      },
    ])
  })

  it('an answer that was given before is not given for other labels', () => {
    const selective = agent({ nodeSelector: { disktype: 'ssd' } })
    expect(verdict(worker({ disktype: 'ssd' }), selective).shouldRun).toBe(true)
    expect(verdict(worker(), selective).shouldRun).toBe(false)
  })
})
