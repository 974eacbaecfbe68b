import { describe, expect, it } from 'vitest'
import type { CommandIo } from '../base/command'
import { createEngine } from '../engine/index'
import { ioOn } from '../testing/command-io'
import { createShell } from './index'

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "agent:v1"}]}
`

/** A shell with a DaemonSet, and a person who edits with these changes one after another (`undefined`: closes without saving). */
function shellWith(edits: readonly (((text: string) => string) | undefined)[]) {
  const engine = createEngine({ seed: 1, machines: [{ name: 'worker-1', booted: true }] })
  const shell = createShell({ engine })
  const files = new Map([['ds.yaml', MANIFEST]])
  const opened: string[] = []
  const run = (line: string) => {
    const said = { out: '', err: '' }
    const io: CommandIo = {
      ...ioOn(files, said, () => engine.now),
      // biome-ignore lint/correctness/useYield: this person is done at once
      *edit(_, text) {
        const change = edits[opened.push(text) - 1]
        return change?.(text)
      },
    }
    const process = shell.run(line, io)
    for (;;) {
      const step = process.next()
      if (step.done) return { ...said, code: step.value }
    }
  }
  run('kubectl apply -f ds.yaml')
  return { run, opened, files }
}

const swap = (from: string, to: string) => (text: string) => text.replaceAll(from, to)

describe('kubectl edit', () => {
  it('ends although the editor never stops changing what is refused', () => {
    const { run } = shellWith([])
    const { err, code } = run("KUBE_EDITOR='sed -i 1inonsense' kubectl edit ds agent")
    expect(err).toMatch(/error: Edit cancelled, no valid changes were saved\.\n$/)
    expect(code).toBe(1)
  })

  it('sends what was changed', () => {
    const { run } = shellWith([swap('agent:v1', 'agent:v2')])
    expect(run('kubectl edit ds agent')).toEqual({ out: 'daemonset.apps/agent edited\n', err: '', code: 0 })
    expect(run("kubectl get ds agent -o jsonpath='{..image}'").out).toBe('agent:v2')
  })

  it('opens again what the server refuses, with its reasons as comments', () => {
    const { run, opened } = shellWith([
      swap('restartPolicy: Always', 'restartPolicy: Never'),
      swap('restartPolicy: Never', 'restartPolicy: Always'),
    ])
    expect(run('kubectl edit ds agent')).toEqual({
      out: '',
      err: 'error: daemonsets.apps "agent" is invalid\nEdit cancelled, no changes made.\n',
      code: 0,
    })
    expect(opened[1]).toContain(`# reopened with the relevant failures.
#
# daemonsets.apps "agent" was not valid:
# * spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
#
apiVersion: apps/v1
`)
    expect(opened[1]?.match(/^# Please edit/gm)).toHaveLength(1)
  })

  it('keeps what was refused twice', () => {
    const { run, files } = shellWith([swap('    matchLabels:', '    matchLabels')])
    expect(run('kubectl edit ds agent')).toEqual({
      out: '',
      err: `error: daemonsets.apps "agent" is invalid
A copy of your changes has been stored to "/tmp/kubectl-edit-0000000000.yaml"
error: Edit cancelled, no valid changes were saved.
`,
      code: 1,
    })
    expect(files.get('/tmp/kubectl-edit-0000000000.yaml')).toContain(
      '# * <nil>: Invalid value: "The edited file failed validation": yaml: line ',
    )
  })

  it.each([
    [
      'another name',
      swap('name: agent\n  namespace', 'name: b\n  namespace'),
      'At least one of apiVersion, kind and name',
    ],
    [
      'another namespace',
      swap('namespace: default', 'namespace: b'),
      'the namespace from the provided object "b" does',
    ],
    ['nothing left', () => '', 'Edit cancelled, no valid changes were saved.'],
  ])('refuses %s', (_, change, message) => {
    const { run } = shellWith([change, change])
    expect(run('kubectl edit ds agent')).toMatchObject({ err: expect.stringContaining(message), code: 1 })
  })

  it('may be a program that empties the file', () => {
    const { err } = shellWith([undefined]).run("KUBE_EDITOR='truncate -s 0' kubectl edit ds agent")
    expect(err).toContain('Edit cancelled, no valid changes were saved.')
  })

  it('edits several objects in one list', () => {
    const { run, opened } = shellWith([swap('color: red', 'color: blue')])
    run('kubectl create cm one --from-literal=color=red; kubectl create cm two --from-literal=size=1')
    expect(run('kubectl edit cm/one cm/two').out).toBe('configmap/one edited\nconfigmap/two skipped\n')
    expect(opened[0]).toContain('apiVersion: v1\nitems:\n- apiVersion: v1\n')
  })

  it.each([
    ['nosuch', 'error: unable to launch the editor "nosuch"\n'],
    ["'nosuch --wait'", 'error: unable to launch the editor "nosuch --wait"\n'],
    ['false', 'error: there was a problem with the editor "false"\n'],
    ['true', 'Edit cancelled, no changes made.\n'],
    ['vim', 'Edit cancelled, no changes made.\n'],
  ])('KUBE_EDITOR=%s', (editor, err) => {
    expect(shellWith([undefined]).run(`KUBE_EDITOR=${editor} kubectl edit ds agent`).err).toBe(err)
  })
})
