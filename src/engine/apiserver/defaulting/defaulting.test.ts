import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { NewObject } from '../../../k8s/object'
import type { DaemonSet } from '../../../k8s/workload'
import { OBJECT_CHECKS } from '../../object-checks'
import { daemonSet, pod } from '../test-server'
import { applyDefaults as defaultsOf } from './apply-defaults'

const applyDefaults = (resource: string, object: NewObject) => defaultsOf({ checks: OBJECT_CHECKS }, resource, object)

const template = (spec: Readonly<Record<string, unknown>>) => ({
  template: {
    metadata: { labels: { app: 'agent' } },
    spec: { containers: [{ name: 'main', image: 'app:1' }], ...spec },
  },
})
const complete = (spec: Readonly<Record<string, unknown>> = {}) =>
  (applyDefaults('daemonsets.apps', daemonSet('agent', spec)) as DaemonSet).spec

describe('a DaemonSet', () => {
  it('gets the defaults of the recorded clusters', () => {
    expect(complete()).toEqual({
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: 'agent' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'registry.example/app:1',
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    })
  })

  it('keeps an empty amount, which is refused later, and makes an absent one of no use zero', () => {
    const empty = complete({ updateStrategy: { rollingUpdate: { maxSurge: '' } } })
    expect(empty.updateStrategy?.rollingUpdate).toEqual({ maxUnavailable: 1, maxSurge: '' })
    const unused = complete({ updateStrategy: { type: 'OnDelete', rollingUpdate: {} } })
    expect(unused.updateStrategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 0 })
  })

  it('needs nothing the second time', () => {
    const once = applyDefaults('daemonsets.apps', daemonSet('agent'))
    expect(applyDefaults('daemonsets.apps', once)).toBe(once)
  })

  it('keeps a zero that was meant', () => {
    expect(complete({ revisionHistoryLimit: 0 }).revisionHistoryLimit).toBe(0)
    expect(complete(template({ terminationGracePeriodSeconds: 0 })).template.spec.terminationGracePeriodSeconds).toBe(0)
  })

  it.each([
    [{ hostPath: { path: '/' } }, { hostPath: { path: '/', type: '' } }],
    [{ configMap: { name: 'c' } }, { configMap: { name: 'c', defaultMode: 420 } }],
    [{}, { emptyDir: {} }],
  ])('with the volume %j has %j', (given, expected) => {
    expect(complete(template({ volumes: [{ name: 'v', ...given }] })).template.spec.volumes).toEqual([
      { name: 'v', ...expected },
    ])
  })

  it('completes probes, ports and amounts', () => {
    const container = {
      name: 'main',
      image: 'app',
      ports: [{ containerPort: 80 }],
      readinessProbe: { httpGet: { port: 80 } },
      resources: { limits: { cpu: '1000m', memory: '1024Mi' } },
    }
    expect(complete(template({ containers: [container] })).template.spec.containers[0]).toMatchObject({
      imagePullPolicy: 'Always',
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      readinessProbe: {
        httpGet: { port: 80, path: '/', scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      resources: { limits: { cpu: '1', memory: '1Gi' } },
    })
  })
})

describe('a pod, unlike a template', () => {
  it('requests what it limits, and holds host ports on the host network', () => {
    const container = {
      name: 'main',
      image: 'app:1',
      resources: { limits: { cpu: '1' } },
      ports: [{ containerPort: 80 }],
    }
    expect(applyDefaults('pods', pod('web', { hostNetwork: true, containers: [container] })).spec).toMatchObject({
      enableServiceLinks: true,
      containers: [{ resources: { requests: { cpu: '1' } }, ports: [{ hostPort: 80 }] }],
    })
  })

  it('costs nothing when many share their containers', () => {
    const first = applyDefaults('pods', pod('a')).spec as Pod['spec']
    const second = applyDefaults('pods', { ...pod('b'), spec: first }).spec as Pod['spec']
    expect(second).toBe(first)
  })
})

type Pod = { spec: { containers: unknown } }

it('a Pod that is limited as a whole asks for as much, and never for a negative time to end', () => {
  const limited = { resources: { limits: { cpu: '2', memory: '1Gi' } }, terminationGracePeriodSeconds: -1 }
  const container = { name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }
  expect(applyDefaults('pods', pod('web', { ...limited, containers: [container] })).spec).toMatchObject({
    resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
    terminationGracePeriodSeconds: 1,
  })
})

it('a Pod that says anything as a whole has huge pages as its containers, and asks as a whole for what can be asked so', () => {
  const container = { name: 'c', image: 'i', resources: { limits: { 'hugepages-2Mi': '4Mi', cpu: '1' } } }
  const given = { resources: { limits: { memory: '1Gi', 'ephemeral-storage': '1n' } }, overhead: { cpu: '1n' } }
  const { spec } = applyDefaults('pods', pod('web', { ...given, containers: [container] }))
  expect(spec).toMatchObject({ overhead: { cpu: '1m' } })
  expect((spec as Fields).resources).toEqual({
    limits: { memory: '1Gi', 'ephemeral-storage': '1m', 'hugepages-2Mi': '4Mi' },
    requests: { cpu: '1', memory: '1Gi', 'hugepages-2Mi': '4Mi' },
  })
})

it('an empty choice counts as given where Go has a pointer', () => {
  const volumes = [{ name: 'v', azureDisk: { diskName: 'd', diskURI: 'u', cachingMode: '' } }]
  expect(complete(template({ volumes })).template.spec.volumes?.[0]).toMatchObject({
    azureDisk: { cachingMode: '', kind: 'Shared' },
  })
})

it('a node has its range of addresses in the list, and no configuration of its kubelet', () => {
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n' },
    spec: { podCIDR: '10.0.0.0/24', configSource: {} },
  }
  expect(applyDefaults('nodes', node).spec).toEqual({ podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'] })
})
