import { expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario'
import { createShell } from '../../shell/index'
import { Session } from './session'

const SCENARIO: Scenario = {
  format: 1,
  title: 'test',
  version: '1.36',
  seed: 1,
  nodes: [{ name: 'worker-1' }],
  files: {},
  log: [{ at: 0, line: 'kubectl create configmap one --from-literal=a=b' }],
  time: 1_000,
}

const outputOf = (session: Session) =>
  session
    .takeNews()
    .output.map(({ text }) => text)
    .join('')

it('waits for the person, time going on, and is the same again from the log', () => {
  const session = new Session(SCENARIO, createShell)
  session.takeNews()
  const id = session.run({ line: 'kubectl edit cm one', source: 'typed' })
  const [edit] = session.openEdits
  expect(edit?.text).toContain('  a: b\n')
  session.advance(20_000)
  session.closeEdit(id, (edit?.text ?? '').replace('a: b', 'a: c'))
  expect(outputOf(session)).toBe('configmap/one edited\n')
  expect(session.openEdits).toEqual([])
  const again = new Session(session.scenario(), createShell)
  expect(again.objects()).toEqual(session.objects())
  expect(outputOf(again)).toContain('configmap/one edited\n')
})

it('closing without saving changes nothing; Ctrl-C closes too; a closed text is not taken twice', () => {
  const session = new Session(SCENARIO, createShell)
  session.takeNews()
  const first = session.run({ line: 'kubectl edit cm one', source: 'typed' })
  session.closeEdit(first, null)
  expect(outputOf(session)).toBe('Edit cancelled, no changes made.\n')
  const second = session.run({ line: 'kubectl edit cm one', source: 'typed' })
  session.interrupt(second)
  expect(session.openEdits).toEqual([])
  const { log } = session.scenario()
  session.closeEdit(second, 'late')
  expect(session.scenario().log).toEqual(log)
})

it('vi asks the page to show a file, and makes it', () => {
  const session = new Session(SCENARIO, createShell)
  session.run({ line: 'vi new.yaml', source: 'typed' })
  expect(session.takeNews().shownFile).toBe('new.yaml')
  expect(session.currentFiles()).toEqual({ 'new.yaml': '' })
})
