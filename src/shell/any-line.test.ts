import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEngine } from '../engine/index'
import { ioOn } from '../testing/command-io'
import { createShell } from './index'

const ENGINE = createEngine({ seed: 1, machines: [{ name: 'worker-1', booted: true }] })
const FILE = 'NAME READY STATUS\na 1/1 Running\nb 0/1 Pending\n'
/** Virtual milliseconds and turns after which somebody would press Ctrl-C. */
const PATIENCE = 20_000
const TURNS = 2_000

/** Runs a line as a page does, with an end; answers what it said and how long it kept the processor at once (milliseconds). */
function typed(line: string) {
  const shell = createShell({ engine: ENGINE })
  const said = { out: '', err: '' }
  const files = new Map([
    ['table', FILE],
    ['one.json', '{"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}'],
  ])
  const run = shell.run(
    line,
    ioOn(files, said, () => ENGINE.now),
  )
  const deadline = ENGINE.now + PATIENCE
  let longest = 0
  for (let turn = 0; turn < TURNS && ENGINE.now < deadline; turn++) {
    const started = process.cpuUsage()
    const step = run.next()
    const { user, system } = process.cpuUsage(started)
    longest = Math.max(longest, (user + system) / 1000)
    if (step.done) return { text: said.out + said.err, longest, code: step.value }
    ENGINE.runUntil(ENGINE.now + Math.max(1, step.value.delay ?? 50))
  }
  run.return(130)
  return { text: said.out + said.err, longest, code: 130 }
}

const WORDS = [
  ...'grep sed awk jq cut tr sort uniq head tail wc column tee xargs tac rev nl seq paste cat echo printf read test [ ] [['.split(
    ' ',
  ),
  ...'for while until if then else elif fi do done in { } ( ) ! ; && || | & > >> < << <<< 2>&1 2> $ $( $(( )) ` " \' \\'.split(
    ' ',
  ),
  ...'-n -e -E -i -v -c -o -w -A -B -r -t -d -f -k -u -s -F, -n1 -I{} {} --help -- - 5 -5 +2 table one.json nosuch *'.split(
    ' ',
  ),
  ...'kubectl get pods -o json name -w watch sleep time sudo alias k=kubectl export X=1 $X $((X+1)) break exit'.split(
    ' ',
  ),
  '$' + '{X#a}',
  's/a/b/g',
  's/\\(a*\\)*b/\\1/',
  '/a/,/b/d',
  '{print $1}',
  "'NR>1 {c[$3]++} END {for (i in c) print i, c[i]}'",
  '\'BEGIN {while (1) x = x "a"}\'',
  "'.items[].metadata.name'",
  "'.. | .name? // empty'",
  "'def f: f; f'",
  "'[range(1e9)]'",
  "'(a+)+$'",
  'EOF',
  '\n',
]

const lines = fc
  .array(
    fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(...WORDS) },
      { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map(words => words.join(' '))

it('whatever is typed ends or waits, and nothing fails inside', () => {
  fc.assert(
    fc.property(lines, line => {
      const { text, longest } = typed(line)
      expect(text).not.toMatch(/internal error|native code|undefined is not/)
      expect(longest).toBeLessThan(5_000)
    }),
    { numRuns: 600 },
  )
})

it.each([
  ['a loop without end', 'while true; do :; done', 'too many commands'],
  ['a loop that sleeps', 'while true; do sleep 1; done', ''],
  ['awk without end', "awk 'BEGIN {while (1) n++}'", 'too many steps'],
  ['awk with a growing text', 'awk \'BEGIN {x = "ab"; while (1) x = x x}\'', 'too long'],
  ['jq that calls itself', "jq -n 'def f: f; f'", 'nested too deeply'],
  ['jq that counts for ever', "jq -n '[range(1e12)] | length'", 'too many steps'],
  ['jq with a growing text', 'jq -n \'"a" | until(false; . + .)\'', 'too long'],
  ['a pattern of nested repetitions', `echo ${'a'.repeat(5_000)}b | grep -E '^(a|aa|a*)*$' || echo none`, 'none'],
  ['a pattern that is repeated often', "echo aaa | grep -E '((a{1,200}){1,200}){1,200}'", 'too big'],
  ['sed that doubles', `echo aaaaaaaa | sed '${'s/.*/&&/;'.repeat(40)}'`, 'too long'],
  ['a sequence without end', 'seq 1 1000000000', 'too many here'],
  ['brackets in brackets', `${'('.repeat(20_000)}`, 'bash:'],
  ['a sum in brackets', `echo $((${'('.repeat(20_000)}1${')'.repeat(20_000)}))`, 'bash:'],
  ['awk in brackets', `awk 'BEGIN {print ${'('.repeat(20_000)}1'`, 'nested too deeply'],
  ['jq in brackets', `jq -n '${'['.repeat(20_000)}'`, 'nested too deeply'],
  ['xargs without end', 'seq 1 90000 | xargs -n1 true', 'too many commands'],
])('is bounded: %s', (_, line, answer) => {
  const { text, longest } = typed(line)
  expect(text).toContain(answer)
  expect(text).not.toContain('internal error')
  expect(longest).toBeLessThan(5_000)
})
