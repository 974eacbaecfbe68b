import { describe, expect, it } from 'vitest'
import type { ContainerHost } from './container-process'
import { FileTree } from './file-tree'
import { ScriptError } from './script-parser'
import { runCommand, UnknownProgram } from './script-run'

const host: ContainerHost = {
  hostname: 'agent-x',
  env: new Map([['NODE', 'worker-1']]),
  files: new FileTree(new Map([['/etc/conf/a', 'one\ntwo\n']]), ['/tmp']),
  mainCommand: [],
}

/** What a script prints in its first so many milliseconds, and its exit code if it ended. */
function play(script: string, milliseconds = 0): { lines: string[]; code: number | undefined } {
  const process = runCommand(['sh', '-c', script], host, 0)
  let text = ''
  for (;;) {
    const next = process.next()
    if (next.done) return { lines: text.split('\n').slice(0, -1), code: next.value }
    if (next.value.at > milliseconds) return { lines: text.split('\n').slice(0, -1), code: undefined }
    text += next.value.text
  }
}

describe('scripts in containers', () => {
  it('count and wait in a loop that never ends', () => {
    expect(play('i=0; while true; do echo "$i: $(date +%T)"; i=$((i+1)); sleep 5; done', 10_000)).toEqual({
      lines: ['0: 00:00:00', '1: 00:00:05', '2: 00:00:10'],
      code: undefined,
    })
  })

  it('know variables, quotes, pipes, conditions and files', () => {
    expect(play(`echo $NODE '$NODE' "$NODE"`).lines).toEqual(['worker-1 $NODE worker-1'])
    expect(play('cat /etc/conf/a | grep t').lines).toEqual(['two'])
    expect(play('if [ -f /etc/conf/a ]; then echo yes; else echo no; fi').lines).toEqual(['yes'])
    expect(play('for x in a b; do printf "%s\\n" $x; done && ls /etc/conf').lines).toEqual(['a', 'b', 'a'])
  })

  it('calculate as the shell of the terminal does', () => {
    expect(play('i=7; echo $((i % 4 + 1)) $((($i > 3) && i < 9)) $(( $(echo 4) * 2 ))').lines).toEqual(['4 1 8'])
    expect(() => play('echo $((1 / 0))')).toThrow(ScriptError)
  })

  it('end with their exit code', () => {
    expect(play('echo bye; exit 3')).toEqual({ lines: ['bye'], code: 3 })
    expect(play('false || cat /nosuch').code).toBe(1)
  })

  it('are bounded: a loop without a pause is given up', () => {
    expect(() => play('while true; do :; done')).toThrow(ScriptError)
  })

  it('say what they do not know', () => {
    expect(() => play('curl localhost')).toThrow(UnknownProgram)
  })
})
