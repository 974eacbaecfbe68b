import { describe, expect, it } from 'vitest'
import type { Container, PodSpec } from './pod'
import { hostPortsOf, nonZeroRequests, podRequests } from './pod-requests'

const container = (cpu: string | undefined, extra: Partial<Container> = {}): Container => ({
  name: 'c',
  image: 'i',
  ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }),
  ...extra,
})
const cpuOf = (spec: PodSpec) => podRequests({ spec }).cpu

describe('podRequests', () => {
  it.each<[string, PodSpec, number]>([
    ['adds up containers', { containers: [container('100m'), container('1')] }, 1100],
    ['takes a hungry init container', { containers: [container('100m')], initContainers: [container('500m')] }, 500],
    [
      'counts sidecars beside the containers, and beside later init containers',
      {
        containers: [container('100m')],
        initContainers: [container('200m', { restartPolicy: 'Always' }), container('300m')],
      },
      500,
    ],
    ['adds the overhead', { containers: [container('100m')], overhead: { cpu: '50m' } }, 150],
    ['lets the Pod speak for itself', { containers: [container('100m')], resources: { requests: { cpu: '2' } } }, 2000],
  ])('%s', (_, spec, expected) => {
    expect(cpuOf(spec)).toBe(expected)
  })

  it('reads memory in bytes and extended resources in pieces', () => {
    const resources = { requests: { memory: '1Gi', 'example.com/gpu': '2' } }
    expect(podRequests({ spec: { containers: [container(undefined, { resources })] } })).toEqual({
      memory: 1024 ** 3,
      'example.com/gpu': 2,
    })
  })
})

it('counts a container without requests as 100m and 200Mi', () => {
  const spec = { containers: [container(undefined), container('300m')] }
  expect(nonZeroRequests({ spec })).toEqual({ cpu: 400, memory: 400 * 1024 * 1024 })
})

it('lists host ports of containers and sidecars', () => {
  const ports = [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81 }]
  const initContainers = [
    container(undefined, {
      restartPolicy: 'Always',
      ports: [{ containerPort: 1, hostPort: 1, hostIP: '10.0.0.1', protocol: 'UDP' }],
    }),
    container(undefined, { ports: [{ containerPort: 2, hostPort: 2 }] }),
  ]
  expect(hostPortsOf({ spec: { containers: [container(undefined, { ports })], initContainers } })).toEqual([
    { hostIP: '0.0.0.0', protocol: 'TCP', port: 8080 },
    { hostIP: '10.0.0.1', protocol: 'UDP', port: 1 },
  ])
})
