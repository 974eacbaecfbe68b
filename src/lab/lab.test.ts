import { beforeEach, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../engine/index'
import { findCondition } from '../k8s/conditions'
import type { Node } from '../k8s/node'
import { ioOn } from '../testing/command-io'
import { LAB_COMMANDS } from './command-list'
import { completeLab } from './complete'
import { runLab } from './run-lab'

const MINUTE = 60_000
let engine: Engine

beforeEach(() => {
  engine = createEngine({
    seed: 1,
    machines: [
      { name: 'worker-1', booted: true },
      { name: 'worker-2', booted: true },
    ],
  })
  engine.runUntilSettled()
})

/** Runs one line, without the word `lab`; answers what it prints, complaints marked with `!`. */
function lab(line: string): string {
  const said = { out: '', err: '' }
  const code = runLab(
    engine,
    engine.client('lab'),
    ioOn(new Map(), said, () => engine.now),
    line.split(' '),
  )
  expect(code === 0).toBe(said.err === '')
  return said.out + (said.err === '' ? '' : `! ${said.err}`)
}

const node = (name: string) => engine.client('test').get('nodes', undefined, name) as Node
const isReady = (name: string) => findCondition(node(name).status.conditions, 'Ready')?.status
const pass = (time: number) => engine.runUntil(engine.now + time)

describe('machines', () => {
  it('are added with labels, taints and sizes, and turn Ready', () => {
    const line = 'node add gpu-1 --labels disktype=ssd,a=b --taints dedicated=gpu:NoSchedule --cpu 16 --zone b'
    expect(lab(line)).toBe('machine gpu-1 added\n')
    pass(MINUTE)
    const { metadata, spec, status } = node('gpu-1')
    expect(metadata.labels).toMatchObject({ disktype: 'ssd', a: 'b', 'topology.kubernetes.io/zone': 'b' })
    expect(spec.taints).toEqual([{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }])
    expect(status.capacity?.cpu).toBe('16')
    expect(isReady('gpu-1')).toBe('True')
  })

  it('that are removed take their nodes with them', () => {
    expect(lab('node remove worker-2')).toBe('machine worker-2 removed\n')
    expect(() => node('worker-2')).toThrow('not found')
  })

  it('without power fall silent, and come back', () => {
    expect(lab('node power-off worker-2')).toBe('machine worker-2 powered off\n')
    expect(isReady('worker-2')).toBe('True')
    pass(2 * MINUTE)
    expect(isReady('worker-2')).toBe('Unknown')
    expect(lab('node power-off worker-2')).toBe('! error: machine worker-2 has no power\n')
    expect(lab('node power-on worker-2')).toBe('machine worker-2 powered on\n')
    pass(MINUTE)
    expect(isReady('worker-2')).toBe('True')
  })

  it('under pressure say so, and in the list too', () => {
    expect(lab('node set worker-1 --disk-pressure --ready=false')).toBe(
      'machine worker-1 set: disk-pressure=true ready=false\n',
    )
    expect(findCondition(node('worker-1').status.conditions, 'DiskPressure')?.status).toBe('True')
    expect(isReady('worker-1')).toBe('False')
    expect(lab('node list')).toMatch(
      /^NAME +POWER +KUBELET +PRESSURE\nworker-1 +on +running +disk\nworker-2 .*<none>\n$/,
    )
  })
})

describe('kubelets', () => {
  it('are stopped and started, one by one or all', () => {
    expect(lab('kubelet stop --all')).toBe('kubelet of worker-1 stopped\nkubelet of worker-2 stopped\n')
    expect(lab('kubelet start worker-1')).toBe('kubelet of worker-1 started\n')
    expect(engine.machines.list().map(({ kubelet }) => kubelet)).toEqual(['running', 'stopped'])
  })

  it('are held, also those that come later, and released', () => {
    expect(lab('kubelet hold --all')).toBe('all kubelets held\n')
    lab('node add worker-3')
    expect(engine.machines.list().map(({ held }) => held)).toEqual([true, true, true])
    expect(lab('kubelet release worker-3')).toBe('kubelet of worker-3 released\n')
    expect(engine.machines.list().map(({ held }) => held)).toEqual([true, true, false])
  })
})

describe('images', () => {
  it('do what is said of them until they are reset', () => {
    expect(lab('image set agent:v2 --crash-after 15s --exit-code 3')).toContain('ends after 15s with exit code 3')
    expect(engine.machines.imageBehaviour('agent:v2')).toMatchObject({ exitAfter: 15_000, exitCode: 3 })
    expect(engine.machines.imageBehaviour('agent:v1').exitAfter).toBeUndefined()
    lab('image set agent:v2 --reset --missing')
    expect(engine.machines.imageBehaviour('agent:v2')).toMatchObject({ exitAfter: undefined, missing: true })
  })

  it('take the default of * where nothing else is said', () => {
    lab('image set * --pull 9s')
    expect(engine.machines.imageBehaviour('any:1').pull).toBe(9_000)
  })
})

describe('the control plane', () => {
  it('does nothing while a component has no leadership', () => {
    expect(lab('component pause node-lifecycle')).toBe('component node-lifecycle paused\n')
    lab('node power-off worker-2')
    pass(2 * MINUTE)
    expect(isReady('worker-2')).toBe('True')
    lab('component resume --all')
    pass(MINUTE)
    expect(isReady('worker-2')).toBe('Unknown')
  })

  it('hears nothing of what a watch holds back', () => {
    expect(lab('watch hold scheduler nodes')).toBe('watch of nodes by scheduler held\n')
    lab('node add worker-3')
    pass(MINUTE)
    const cache = engine.caches().find(({ process, resource }) => process === 'scheduler' && resource === 'nodes')
    expect(cache?.get('worker-3')).toBeUndefined()
    expect(lab('watch release --all')).toBe('all watches released\n')
    pass(1_000)
    expect(cache?.get('worker-3')).toBeDefined()
  })
})

describe('a slip', () => {
  it.each([
    ['node', 'lab node wants one of: add, remove'],
    ['node explode worker-1', 'lab node has no "explode", but: add'],
    ['rocket start', 'lab knows nothing of "rocket", but: node'],
    ['node add', 'The name is missing. For example: lab node add worker-4'],
    ['node add Worker', '"Worker" is no name for a node'],
    ['node add w --labels a=b/c', '--labels a=b/c: '],
    ['node add w --taints gpu', '--taints gpu: a taint is key=value:Effect'],
    ['node add w --cpu much', '--cpu=much is no quantity'],
    ['node add w --memory 9999999999999999Gi', 'is more than any machine has'],
    ['node add worker-1', 'worker-1'],
    ['node remove worker-9', 'There is no machine "worker-9". Machines: worker-1, worker-2'],
    ['node set worker-1', 'Nothing to set. For example: lab node set worker-1 --disk-pressure'],
    ['kubelet stop worker-1 --all', 'Names or --all, not both'],
    ['image set agent:v2', 'Nothing to set. For example: lab image set agent:v2'],
    ['image set agent:v2 --pull -5s', '--pull must not be negative'],
    ['component pause kubelet', 'There is no component "kubelet". Components: daemonset'],
    ['watch hold kubelets', 'A process (controller-manager, scheduler, kubelets) and a resource'],
    ['watch hold scheduler secrets', 'the scheduler does not watch secrets'],
    ['node add w --colour red', 'Usage: lab node add NAME'],
  ])('%s: says what to type instead', (line, words) => {
    expect(lab(line)).toMatch(/^! error: /)
    expect(lab(line)).toContain(words)
    expect(engine.machines.list()).toHaveLength(2)
  })
})

it('help and completion know every command', () => {
  const help = lab('help')
  for (const { name } of LAB_COMMANDS) expect(help).toContain(`lab ${name}`)
  expect(lab('node add --help')).toContain('--control-plane')
  expect(completeLab(['no'], engine)).toEqual(['node'])
  expect(completeLab(['node', 'power'], engine)).toEqual(['power-off', 'power-on'])
  expect(completeLab(['node', 'remove', 'w'], engine)).toEqual(['worker-1', 'worker-2'])
  expect(completeLab(['node', 'add', '--c'], engine)).toEqual(['--control-plane', '--cpu'])
})
