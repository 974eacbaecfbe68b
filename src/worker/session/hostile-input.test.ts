import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry, Scenario } from '../../scenario/scenario'
import { SCENARIO_LIMITS } from '../../scenario/scenario-limits'
import { parseScenario } from '../../scenario/scenario-schema'
import { createShell } from '../../shell/index'
import { previewApply } from './apply-preview'
import { Session } from './session'

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: agent:v1}]}
`

function scenarioOf(log: readonly LogEntry[] = [], files: Readonly<Record<string, string>> = {}): Scenario {
  return {
    format: 1,
    title: 'test',
    version: '1.36',
    seed: 1,
    nodes: [{ name: 'control-plane', controlPlane: true }, { name: 'worker-1' }],
    files: { 'ds.yaml': MANIFEST, ...files },
    log,
    time: log.at(-1)?.at ?? 0,
  }
}

/** What a line prints and how it ends in half a virtual minute; what still runs is stopped then. */
function play(line: string, files: Readonly<Record<string, string>> = {}) {
  const session = new Session(scenarioOf([{ at: 0, line: 'kubectl apply -f ds.yaml' }], files), createShell)
  session.takeNews()
  session.run({ line, source: 'typed' })
  session.advance(session.now + 30_000)
  for (const id of session.runningCommands) session.interrupt(id)
  const { output, exits } = session.takeNews()
  return { session, text: output.map(part => part.text).join(''), exit: exits.find(each => each.id === 1)?.code }
}

/** Names that every JavaScript object has already. */
const INHERITED = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty']

const WORDS = [
  ...'kubectl lab get describe apply create delete label taint annotate cordon drain rollout status undo set image'.split(
    ' ',
  ),
  ...'patch edit explain expose run scale wait top logs exec auth diff replace events node pods ds cm -f ds.yaml'.split(
    ' ',
  ),
  ...'-o yaml json wide -l app=agent -n -A -w --dry-run=server -- - | ; && > < grep sed awk head sort xargs'.split(' '),
  ...'echo $( ) " \' \\ $x * x=1 watch sleep 1 add remove power-off kubelet stop --cpu -1 --labels a=b a-'.split(' '),
  ...'worker-1 agent ds/agent a=b:NoExecute --type merge -p {"spec":null} --replicas=3 --image=x deployment'.split(' '),
  'jsonpath={.items[*].metadata.name}',
  'go-template={{.kind}}',
  'for i in a b; do echo $i; done',
  ...INHERITED.flatMap(name => [name, `${name}=x`, `--${name}`, `{"${name}":{"a":1}}`, `jsonpath={.${name}}`]),
]

const word = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string() })
const lines = fc
  .tuple(fc.constantFrom('kubectl ', 'lab node ', ''), fc.array(word, { minLength: 1, maxLength: 8 }))
  .map(([start, words]) => start + words.join(' '))

const FIELDS =
  'metadata labels annotations name namespace spec template selector matchLabels containers image resources requests volumes tolerations key operator affinity nodeSelector updateStrategy rollingUpdate maxUnavailable maxSurge minReadySeconds type ports env data items status'.split(
    ' ',
  )

const values = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('', 'agent', 'apps/v1', 'Exists', '1', '100m', null, true, ...INHERITED),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS, ...INHERITED), tie('value'), { maxKeys: 4 }),
  ),
})).value

/** The manifest with some of its lines lost, doubled or replaced by something else. */
const brokenManifests = fc
  .array(
    fc.tuple(fc.nat(8), fc.constantFrom('lose', 'double', 'replace', 'indent'), fc.constantFrom(...FIELDS), values),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map(changes => {
    const text = MANIFEST.split('\n')
    for (const [at, change, field, value] of changes) {
      const line = text[at] ?? ''
      const indent = /^ */.exec(line)?.[0] ?? ''
      if (change === 'lose') text.splice(at, 1)
      else if (change === 'double') text.splice(at, 0, line)
      else if (change === 'indent') text[at] = ` ${line}`
      else text[at] = `${indent}${field}: ${JSON.stringify(value)}`
    }
    return text.join('\n')
  })

describe('whatever is typed', () => {
  it('ends or waits, and never fails inside', () => {
    fc.assert(
      fc.property(lines, line => {
        const { text, session, exit } = play(line)
        expect(text).not.toMatch(/internal error|native code/)
        expect(session.runningCommands).toEqual([])
        expect(exit).toBeTypeOf('number')
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['a variable that doubles', `a=xxxxxxxxxx; ${'a=$a$a; '.repeat(40)} echo $a`, 'too long'],
    ['a file that doubles', `echo xxxxxxxxxx > f; ${'cat f f > g; cat g g > f; '.repeat(20)}`, 'No space left'],
    ['a file name with many stars', `echo ${'a*'.repeat(40)}b`, 'a*a*'],
    ['loops in loops', `${'for a in b; do '.repeat(4500)}echo; ${'done; '.repeat(4500)}`, 'too deeply'],
    [
      'JSON in JSON',
      `kubectl patch node worker-1 -p '${'{"a":'.repeat(15000)}1${'}'.repeat(15000)}'`,
      'exceeded max depth',
    ],
    ['more machines than there can be', `lab node add ${'m '.repeat(6000)}`, 'more than 5000'],
    ['a machine beyond all measure', `lab node add m --cpu ${'9'.repeat(90)}`, 'more than any machine has'],
    ['a name that everything has', 'constructor', 'command not found'],
    ['a kind that everything has', 'kubectl get constructor', `resource type "constructor"`],
    ['a file that every object has', 'cat valueOf', 'No such file'],
  ])('is bounded: %s', (_, line, answer) => {
    expect(play(line).text).toContain(answer)
  })

  it('cannot wait a thousand times over', () => {
    const log = Array.from({ length: 1000 }, (_, at) => ({ at, line: 'kubectl get pods -w' }))
    const session = new Session(scenarioOf(log), createShell)
    expect(session.runningCommands).toHaveLength(50)
    const { output } = session.takeNews()
    expect(output.at(-1)?.text).toContain('Resource temporarily unavailable')
  })

  it('leaves a scenario that can be opened again, or is refused', () => {
    const session = new Session(scenarioOf(), createShell)
    expect(() => session.run({ line: 'x'.repeat(SCENARIO_LIMITS.lineLength + 1), source: 'typed' })).toThrow('at most')
    session.run({ line: 'echo a > __proto__; echo b > constructor', source: 'typed' })
    session.run({ line: `for i in ${'a b c d e f g h '.repeat(40)}; do echo x > $i$i; done`, source: 'typed' })
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, '']))
    expect(() => session.run({ line: 'ls', source: 'typed', files: many })).toThrow('more than 200 files')
    expect(session.takeNews().output[0]?.text).toBe('bash: __proto__: Invalid file name\n')
    expect(session.currentFiles()).toMatchObject({ constructor: 'b\n' })
    expect(parseScenario(JSON.stringify(session.scenario()))).toMatchObject({ ok: true })
  })
})

describe('whatever is applied', () => {
  it('is taken or refused, and the cluster goes on', () => {
    fc.assert(
      fc.property(brokenManifests, manifest => {
        const line = 'kubectl apply -f new.yaml; kubectl describe ds; kubectl get nodes'
        const { text, exit } = play(line, { 'new.yaml': manifest })
        expect(text).not.toMatch(/internal error|native code/)
        expect(text).toContain('worker-1')
        expect(exit).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  it('may use names that every object has as labels', () => {
    const file =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {valueOf: z}}\ndata: {constructor: "1"}\n'
    expect(
      play('kubectl apply -f x.yaml; kubectl get cm x -o jsonpath={.data.constructor}', { 'x.yaml': file }).text,
    ).toBe('configmap/x created\n1')
    expect(play('kubectl get nodes -l constructor').text).toContain('No resources found')
  })

  it('may be as long as it likes, but not for ever', () => {
    const big = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n  x: ${'y'.repeat(5_000_000)}\n`
    expect(play('kubectl apply -f big.yaml', { 'big.yaml': big }).text).toContain('Too long')
    const json = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"}}\n'.repeat(5_000)
    const started = performance.now()
    expect(play('kubectl apply -f many.json | wc -l', { 'many.json': json }).text.trim()).toBe('5000')
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

it('a file of very many objects is not compared one by one', () => {
  const json = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"}}\n'.repeat(300)
  const session = new Session(scenarioOf(), createShell)
  const { objects, errors } = previewApply(session, { 'many.json': json }, 'many.json')
  expect(objects).toEqual([])
  expect(errors[0]?.message).toContain('300 objects, too many')
})

describe('a long log', () => {
  it('is replayed in slices that give the same as all at once', () => {
    const log = Array.from({ length: 40 }, (_, i) => ({
      at: i * 900,
      line: i % 9 === 0 ? 'kubectl apply -f ds.yaml' : `kubectl label node worker-1 a=b${i} --overwrite`,
    }))
    const scenario = { ...scenarioOf(log), time: 60_000 }
    const sliced = new Session(scenario, createShell, 'later')
    let slices = 1
    while (!sliced.replay(() => true)) slices += 1
    const whole = new Session(scenario, createShell)
    expect(slices).toBeGreaterThan(log.length)
    expect(JSON.stringify(sliced.objects())).toBe(JSON.stringify(whole.objects()))
    expect(sliced.scenario()).toEqual(whole.scenario())
  })
})
