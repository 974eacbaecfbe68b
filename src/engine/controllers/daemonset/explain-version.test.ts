import { describe, expect, it } from 'vitest'
import type { Taint } from '../../../k8s/node'
import type { DaemonSet, DaemonSetSpec } from '../../../k8s/workload'
import { daemonSetOf, metadataOf, nodeOf, templateOf } from '../../../testing/builders'
import type { VersionNoteCode } from '../../explanation'
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../version-behaviour'
import { behaviourOf } from '../../versions/index'
import { explainDaemonSet } from './explain'

const MASTER: Taint = { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }

function notes(version: KubernetesVersion, daemonSet: DaemonSet, nodes = [nodeOf('w1')]): VersionNoteCode[] {
  const cluster = { behaviour: behaviourOf(version), nodes, pods: [], revisions: [], now: 0 }
  return explainDaemonSet(daemonSet, cluster).versionNotes.map(({ code }) => code)
}

/** The versions in which that is said of the DaemonSet. */
function versionsWith(code: VersionNoteCode, daemonSet: DaemonSet, nodes = [nodeOf('w1')]): KubernetesVersion[] {
  return KUBERNETES_VERSIONS.filter(version => notes(version, daemonSet, nodes).includes(code))
}

/** As `kubectl apply` leaves it: with what was asked for in an annotation. */
function applied(asked: object, spec: Partial<DaemonSetSpec> = {}): DaemonSet {
  const daemonSet = daemonSetOf(spec)
  const text = JSON.stringify({ spec: asked })
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': text }
  return { ...daemonSet, metadata: { ...daemonSet.metadata, annotations } }
}

describe('notes about the version', () => {
  it('the newest has none, and the middle ones none where nothing of it matters', () => {
    expect(notes('1.36', daemonSetOf())).toEqual([])
    expect(notes('1.30', daemonSetOf())).toEqual([])
    expect(notes('1.21', daemonSetOf())).toEqual([])
  })

  it('1.11 always says who places the Pods', () => {
    expect(versionsWith('placed-by-controller', daemonSetOf())).toEqual(['1.11'])
  })

  it('a maxSurge that was asked for and dropped', () => {
    const surging = (maxSurge: unknown) => applied({ updateStrategy: { rollingUpdate: { maxSurge } } })
    expect(versionsWith('max-surge-dropped', surging(1))).toEqual(['1.21', '1.11'])
    expect(versionsWith('max-surge-dropped', surging('25%'))).toEqual(['1.21', '1.11'])
    expect(versionsWith('max-surge-dropped', surging(0))).toEqual([])
    expect(versionsWith('max-surge-dropped', surging('0%'))).toEqual([])
  })

  it('a toleration of a control plane that is called master', () => {
    const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }]
    const daemonSet = daemonSetOf({ template: templateOf({ tolerations }) })
    const nodes = [nodeOf('cp', { taints: [MASTER] })]
    expect(versionsWith('control-plane-called-master', daemonSet, nodes)).toEqual(['1.21', '1.11'])
    expect(versionsWith('control-plane-called-master', daemonSet)).toEqual([])
    const both = [...tolerations, { key: MASTER.key, operator: 'Exists' }]
    const tolerant = daemonSetOf({ template: templateOf({ tolerations: both }) })
    expect(versionsWith('control-plane-called-master', tolerant, nodes)).toEqual([])
  })

  it('a selector of a label that has its old name only', () => {
    const nodeSelector = { 'kubernetes.io/os': 'linux' }
    expect(versionsWith('platform-labels-beta', daemonSetOf({ template: templateOf({ nodeSelector }) }))).toEqual([
      '1.11',
    ])
  })

  it('a misscheduled Pod that was counted at once', () => {
    const daemonSet = daemonSetOf()
    const status = { ...daemonSet.status, numberMisscheduled: 1 }
    expect(versionsWith('taint-counted-at-once', { ...daemonSet, status })).toEqual(['1.30', '1.21', '1.11'])
  })

  it('a lost node without taints', () => {
    const lost = { ...nodeOf('w1'), metadata: metadataOf('w1'), status: { conditions: [] } }
    expect(versionsWith('lost-node-untainted', daemonSetOf(), [lost])).toEqual(['1.11'])
  })
})
