import { describe, expect, it } from 'vitest'
import type { CommandIo } from '../base/command'
import { createEngine } from '../engine/index'
import type { KubernetesVersion } from '../engine/version-behaviour'
import { createShell } from './index'

/** What the line prints on a cluster of that version, stdout then stderr. */
function printed(version: KubernetesVersion, ...lines: string[]): string {
  const engine = createEngine({ version, seed: 1, machines: [{ name: 'w1', booted: true, controlPlane: true }] })
  engine.runUntilSettled()
  const shell = createShell({ engine })
  let text = ''
  for (const line of lines) {
    text = ''
    const print = (part: string) => {
      text += part
    }
    const io: CommandIo = {
      out: print,
      err: print,
      readFile: name => (name === 'old.yaml' ? OLD_MANIFEST : MANIFEST),
      writeFile: () => {},
      fileNames: () => ['ds.yaml', 'old.yaml'],
      now: () => engine.now,
    }
    shell.run(line, io).next()
    engine.runUntilSettled()
  }
  return text
}

const MANIFEST = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: main, image: "registry.example/agent:1"}]}
`

const OLD_MANIFEST = MANIFEST.replace('apps/v1', 'extensions/v1beta1').replace(/ +selector: .*\n/, '')

describe('kubectl of the cluster’s version', () => {
  it('says which version client and server are', () => {
    expect(printed('1.36', 'kubectl version')).toBe(
      'Client Version: v1.36.3\nKustomize Version: v5.8.1\nServer Version: v1.36.3\n',
    )
    expect(printed('1.30', 'kubectl version')).toBe(
      'Client Version: v1.30.14\nKustomize Version: v5.0.4-0.20230601165947-6ce0bf390ce3\nServer Version: v1.30.14\n',
    )
    expect(printed('1.21', 'kubectl version --client')).toMatch(
      /^Client Version: version\.Info\{Major:"1", Minor:"21", GitVersion:"v1\.21\.14", GitCommit:"[^"]*", GitTreeState:"clean", /,
    )
    expect(printed('1.11', 'kubectl version')).toMatch(/\nServer Version: version\.Info\{.*GitVersion:"v1\.11\.10"/)
  })

  it('shows the version and the role of each node', () => {
    expect(printed('1.21', 'kubectl get nodes')).toMatch(/w1 +Ready +control-plane,master +\S+ +v1\.21\.14/)
    expect(printed('1.11', 'kubectl get nodes')).toMatch(/w1 +Ready +master +\S+ +v1\.11\.10/)
  })

  it('takes workloads of extensions/v1beta1 in 1.11 only (servesOlderWorkloads)', () => {
    const apply = (version: KubernetesVersion) =>
      printed(version, 'kubectl apply -f old.yaml', 'kubectl get ds agent -o jsonpath={.spec.updateStrategy.type}')
    expect(apply('1.11')).toBe('OnDelete')
    expect(printed('1.21', 'kubectl apply -f old.yaml')).toContain(
      'no matches for kind "DaemonSet" in version "extensions/v1beta1"',
    )
    expect(printed('1.11', 'kubectl api-versions')).toContain('extensions/v1beta1\n')
    expect(printed('1.21', 'kubectl api-versions')).not.toContain('extensions/v1beta1')
  })

  it('warns of undoing what was applied only in 1.36 (warnsOfUndoAfterApply)', () => {
    const undo = (version: KubernetesVersion) =>
      printed(version, 'kubectl apply -f ds.yaml', 'kubectl rollout undo daemonset/agent')
    expect(undo('1.36')).toContain("was previously managed with 'kubectl apply'")
    expect(undo('1.30')).not.toContain('Warning')
    expect(undo('1.30')).toContain('no last revision to roll back to')
  })
})
