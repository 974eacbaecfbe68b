import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CommandSource } from '../../protocol/protocol'
import { useCommands } from '../../state/commands'
import { useSelection } from '../../state/selection'

const session = vi.hoisted(() => ({
  run: vi.fn(async (_line: string, _source: string): Promise<number | undefined> => 0),
  interrupt: vi.fn(async () => undefined),
  complete: vi.fn(async (): Promise<readonly string[]> => []),
  useSession: { subscribe: () => () => undefined },
}))
vi.mock('../../state/session', () => session)

const { TerminalSession } = await import('./terminal-session')

const WORDS = {
  greeting: '# hello',
  clicked: '# you clicked',
  applied: '# you applied',
  earlier: '…',
  notRunning: 'down',
  tooLong: 'too long',
}

/** Keeps what stands in the terminal's rows: enough of a terminal for line ends, erasing and colours. */
class Rows {
  readonly cols = 80
  private rows: string[] = ['']
  private row = 0
  private column = 0

  reset() {
    this.rows = ['']
    this.row = 0
    this.column = 0
  }

  print(text: string) {
    this.write(text)
  }

  write(text: string) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read
    for (const [part] of text.matchAll(/\x1b\[[\d;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+/g)) this.take(part)
  }

  private take(part: string) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read
    const sequence = /^\x1b\[(\d*)([ACJ])/.exec(part)
    if (part === '\r') this.column = 0
    else if (part === '\n') {
      this.row += 1
      this.rows[this.row] ??= ''
    } else if (sequence?.[2] === 'A') this.row -= Number(sequence[1])
    else if (sequence?.[2] === 'C') this.column += Number(sequence[1])
    else if (sequence?.[2] === 'J') {
      this.rows = this.rows.slice(0, this.row + 1)
      this.rows[this.row] = this.text.slice(0, this.column)
    } else if (!part.startsWith('\x1b')) {
      this.rows[this.row] =
        this.text.slice(0, this.column).padEnd(this.column) + part + this.text.slice(this.column + part.length)
      this.column += part.length
    }
  }

  private get text(): string {
    return this.rows[this.row] ?? ''
  }

  get shown(): readonly string[] {
    return this.rows
  }
}

function happen(id: number, line: string, source: CommandSource, output = '', exit: number | 'running' = 0) {
  const commands = new Map(useCommands.getState().commands)
  const parts = output === '' ? [] : [{ stream: 'out' as const, text: output }]
  commands.set(id, { id, at: 0, line, source, output: parts, exit: exit === 'running' ? undefined : exit })
  useCommands.setState({ commands })
}

describe('TerminalSession', () => {
  let rows: Rows
  let terminal: InstanceType<typeof TerminalSession>
  const type = (...keys: string[]) => {
    for (const key of keys) terminal.input(key)
  }

  beforeEach(() => {
    vi.clearAllMocks()
    useCommands.setState({ commands: new Map() })
    rows = new Rows()
    terminal = new TerminalSession(rows, WORDS)
  })
  afterEach(() => terminal.dispose())

  it('greets and waits', () => {
    expect(rows.shown).toEqual(['# hello', '$ '])
  })

  it('runs a typed line, shows its output and asks for the next', () => {
    type('kubectl get ds', '\r')
    expect(session.run).toHaveBeenCalledWith('kubectl get ds', 'typed')
    happen(0, 'kubectl get ds', 'typed', 'No resources found\n')
    expect(rows.shown).toEqual(['# hello', '$ kubectl get ds', 'No resources found', '$ '])
  })

  it('keeps what is being typed below a command that was clicked', () => {
    type('kubectl g')
    happen(0, 'kubectl cordon worker-1', 'click', 'node/worker-1 cordoned\n')
    expect(rows.shown).toEqual([
      '# hello',
      '# you clicked',
      '$ kubectl cordon worker-1',
      'node/worker-1 cordoned',
      '$ kubectl g',
    ])
  })

  it('runs pasted lines one after the other and leaves the last in the prompt', () => {
    type('kubectl get ds\rkubectl get pods\rkubectl get')
    expect(session.run).toHaveBeenCalledTimes(1)
    happen(0, 'kubectl get ds', 'typed', 'a\n')
    expect(session.run).toHaveBeenLastCalledWith('kubectl get pods', 'typed')
    happen(1, 'kubectl get pods', 'typed', 'b\n')
    expect(rows.shown).toEqual(['# hello', '$ kubectl get ds', 'a', '$ kubectl get pods', 'b', '$ kubectl get'])
  })

  it('stops a running command with Ctrl-C, and the pasted ones behind it', () => {
    type('kubectl get pods -w\rkubectl get ds\r')
    happen(0, 'kubectl get pods -w', 'typed', 'NAME\n', 'running')
    type('\x03')
    expect(session.interrupt).toHaveBeenCalledWith(0)
    happen(0, 'kubectl get pods -w', 'typed', 'NAME\n', 130)
    expect(session.run).toHaveBeenCalledTimes(1)
    expect(rows.shown).toEqual(['# hello', '$ kubectl get pods -w', 'NAME', '^C', '$ '])
  })

  it('goes on reading inside a here-document', () => {
    type('kubectl apply -f - <<E', '\r')
    expect(rows.shown.at(-1)).toBe('> ')
    type('kind: Pod', '\r', 'E', '\r')
    expect(session.run).toHaveBeenCalledWith('kubectl apply -f - <<E\nkind: Pod\nE', 'typed')
  })

  it('shows a pasted here-document line by line, and recalls it on one', () => {
    type('kubectl apply -f - <<E\rkind: Pod\rE\r')
    happen(0, 'kubectl apply -f - <<E\nkind: Pod\nE', 'typed')
    expect(rows.shown).toEqual(['# hello', '$ kubectl apply -f - <<E', '> kind: Pod', '> E', '$ '])
    type('\x1b[A')
    expect(rows.shown.at(-1)).toBe('$ kubectl apply -f - <<E↵kind: Pod↵E')
  })

  it('completes with Tab and shows the choices', async () => {
    session.complete.mockResolvedValueOnce(['describe', 'delete'])
    type('kubectl de', '\t')
    await vi.waitFor(() => expect(rows.shown).toContain('describe  delete'))
    expect(rows.shown.at(-1)).toBe('$ kubectl de')
    session.complete.mockResolvedValueOnce(['describe'])
    type('s', '\t')
    await vi.waitFor(() => expect(rows.shown.at(-1)).toBe('$ kubectl describe '))
  })

  it('looks back with Ctrl-R, and gives up with Escape', () => {
    type('kubectl get ds', '\r')
    happen(0, 'kubectl get ds', 'typed')
    type('\x12', 'g', 'e')
    expect(rows.shown.at(-1)).toBe("(reverse-i-search)`ge': kubectl get ds")
    type('\x1b')
    expect(rows.shown.at(-1)).toBe('$ ')
    type('\x12', 'd', 's', '\r')
    expect(session.run).toHaveBeenLastCalledWith('kubectl get ds', 'typed')
  })

  it('offers the name of what is selected, once', () => {
    useSelection.setState({ selected: { kind: 'Node', key: 'worker-1' } })
    expect(rows.shown.at(-1)).toBe('$ kubectl describe node worker-1')
    type('kubectl drain ')
    expect(rows.shown.at(-1)).toBe('$ kubectl drain worker-1')
    type('\x1b[C', '\r')
    expect(session.run).toHaveBeenCalledWith('kubectl drain worker-1', 'typed')
    happen(0, 'kubectl drain worker-1', 'typed')
    expect(rows.shown.at(-1)).toBe('$ ')
    useSelection.setState({ selected: undefined })
  })

  it('shows what a watch prints on an empty screen each time', () => {
    type('watch kubectl get ds', '\r')
    happen(0, 'watch kubectl get ds', 'typed', '\x1b[2J\x1b[HEvery 2.0s: a\n', 'running')
    expect(rows.shown.join('\n')).not.toContain('^[')
  })

  it('says so when there is no cluster', async () => {
    session.run.mockResolvedValueOnce(undefined)
    type('kubectl get ds', '\r')
    await vi.waitFor(() => expect(rows.shown).toContain('down'))
    expect(rows.shown.at(-1)).toBe('$ ')
  })

  it('lets neither output nor a paste steer the screen', () => {
    happen(0, 'kubectl get \x1b[2J', 'click', 'name\x1b]0;title\x07\x9b2J\n')
    terminal.input('echo \x1b[2Jx\x9b\tz')
    expect(rows.shown.join('\n')).toContain('$ kubectl get ^[[2J')
    expect(rows.shown.join('\n')).toContain('name^[]0;title^G^[2J')
    expect(rows.shown.at(-1)).toBe('$ echo [2Jx z')
  })

  it('refuses a paste that is longer than any command', () => {
    terminal.input('x'.repeat(1_000_000))
    expect(rows.shown.join('\n')).toContain('too long')
    expect(rows.shown.at(-1)?.trim()).toBe('$')
  })
})
