import { describe, expect, it } from 'vitest'
import { podResources } from './pod-resources'

const container = (cpu: string) => ({ name: 'c', image: 'agent:v1', resources: { requests: { cpu }, limits: { cpu } } })
const sidecar = (cpu: string) => ({ ...container(cpu), restartPolicy: 'Always' })

describe('the resources of a pod', () => {
  it('sidecars count beside the containers, and beside the init containers that start after them', () => {
    const spec = { containers: [container('100m')], initContainers: [sidecar('50m'), container('300m')] }
    expect(podResources(spec, 'requests')).toEqual({ cpu: '350m' })
    expect(podResources({ ...spec, initContainers: [container('300m'), sidecar('50m')] }, 'requests')).toEqual({
      cpu: '300m',
    })
  })

  it('overhead is asked for in any case, and raises only limits that are there', () => {
    const spec = { containers: [container('100m')], overhead: { cpu: '10m', memory: '5Mi' } }
    expect(podResources(spec, 'requests')).toEqual({ cpu: '110m', memory: '5Mi' })
    expect(podResources(spec, 'limits')).toEqual({ cpu: '110m' })
  })
})
