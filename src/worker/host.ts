import type { ChangeSet } from '../engine/change-set'
import {
  type ApplyPreview,
  type ClockState,
  type CommandRequest,
  type Focus,
  type Opened,
  type PlaygroundHost,
  PROTOCOL_VERSION,
  type Update,
} from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import { Pacer } from './pacer'
import { Session, type ShellMaker } from './session/session'

/** A page that opens a scenario with a long past does not need more of it than this. */
const HISTORY_LIMIT = 20_000

/** kubectl, lab and the shell: they load while the cluster is already there to be looked at. */
async function loadShell(): Promise<ShellMaker> {
  return (await import('../shell/index')).createShell
}

/** Serves one page: owns the session and its pacer, and sends at most one update a tick. */
export class Host implements PlaygroundHost {
  private session: Session | undefined
  private listener: ((update: Update) => void) | undefined
  private insightDue = true
  private flushScheduled = false
  private readonly pacer = new Pacer(
    () => this.current,
    () => this.flush(),
  )

  async open(scenario: Scenario, listener: (update: Update) => void): Promise<Opened> {
    const session = scenario.log.length === 0 ? new Session(scenario) : new Session(scenario, await loadShell())
    this.session = session
    this.listener = listener
    this.insightDue = true
    this.pacer.reset()
    const news = session.takeNews()
    const history: ChangeSet[] = news.changes.slice(-HISTORY_LIMIT)
    return {
      protocol: PROTOCOL_VERSION,
      objects: session.objects(),
      history,
      clock: this.clock(),
      machines: session.engine.machines.list(),
      files: session.currentFiles(),
      log: session.scenario().log,
      commands: news.commands,
      output: news.output,
      exits: news.exits,
    }
  }

  async run(request: CommandRequest): Promise<number> {
    const id = (await this.withShell()).run(request)
    this.flushSoon()
    return id
  }

  interrupt(id: number): void {
    this.current.interrupt(id)
    this.flushSoon()
  }

  async preview(files: Readonly<Record<string, string>>, name: string): Promise<ApplyPreview> {
    const { previewApply } = await import('./session/apply-preview')
    return previewApply(await this.withShell(), files, name)
  }

  play(): void {
    this.pacer.play()
  }

  pause(): void {
    this.pacer.pause()
  }

  setSpeed(speed: number): void {
    this.pacer.speed = Math.min(100, Math.max(0.1, speed))
    this.flushSoon()
  }

  step(): void {
    this.pacer.pause()
    this.current.stepToChange()
    this.flushSoon()
  }

  settle(): void {
    this.pacer.settle()
  }

  focus(focus: Focus): void {
    this.current.focus = focus
    this.insightDue = true
    this.flushSoon()
  }

  async complete(line: string): Promise<readonly string[]> {
    return (await this.withShell()).complete(line)
  }

  scenario(): Scenario {
    return this.current.scenario()
  }

  private async withShell(): Promise<Session> {
    const makeShell = await loadShell()
    this.current.attachShell(makeShell)
    return this.current
  }

  private get current(): Session {
    if (this.session === undefined) throw new Error('No scenario is open.')
    return this.session
  }

  private clock(): ClockState {
    const { playing, speed, settling } = this.pacer
    return { now: this.current.engine.now, playing, speed, settled: this.current.settled, settling }
  }

  private flushSoon(): void {
    if (this.flushScheduled) return
    this.flushScheduled = true
    setTimeout(() => {
      this.flushScheduled = false
      this.flush()
    }, 0)
  }

  private flush(): void {
    if (this.session === undefined || this.listener === undefined) return
    const { changes, commands, output, exits, files } = this.session.takeNews()
    const changed = changes.length > 0 || commands.length > 0
    const insight = changed || this.insightDue ? this.insight() : {}
    this.insightDue = false
    this.listener({
      clock: this.clock(),
      changes,
      commands,
      output,
      exits,
      ...(changed ? { machines: this.session.engine.machines.list() } : {}),
      ...(files === undefined ? {} : { files }),
      ...insight,
    })
  }

  private insight(): Pick<Update, 'daemonSet' | 'node'> {
    const { daemonSet, node } = this.current.focus
    const [namespace, name] = daemonSet?.split('/') ?? []
    if (namespace === undefined || name === undefined) return { daemonSet: null, node: null }
    const { engine } = this.current
    return {
      daemonSet: engine.explainDaemonSet(namespace, name) ?? null,
      node: node === undefined ? null : (engine.explainNode(namespace, name, node) ?? null),
    }
  }
}
