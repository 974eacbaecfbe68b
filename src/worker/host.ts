import {
  type ApplyPreview,
  type ClockState,
  type CommandRequest,
  type Focus,
  type OpenEdit,
  type Opened,
  type PlaygroundHost,
  PROTOCOL_VERSION,
  type Update,
} from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import { loadDocumentation } from './documentation'
import { Pacer } from './pacer'
import { Replay } from './replay'
import { Session, type ShellMaker } from './session/session'

/** Wall time that a replay may take before the worker looks for messages. */
const SLICE_MS = 60

/** kubectl, lab and the shell: they load while the cluster is already there to be looked at. Long texts may be missing. */
async function loadShell(): Promise<ShellMaker> {
  try {
    const [{ createShell }, documentation] = await Promise.all([import('../shell/index'), loadDocumentation()])
    return options => createShell({ ...options, ...(documentation === undefined ? {} : { documentation }) })
  } catch {
    throw new Error('What runs commands could not be loaded. Is there a network? Try again: nothing is lost.')
  }
}

const loadPreview = () => import('./session/apply-preview')

/** Serves one page: owns the session and its pacer, and sends at most one update a tick. */
export class Host implements PlaygroundHost {
  private session: Session | undefined
  private listener: ((update: Update) => void) | undefined
  private openings = 0
  private replayStopped = false
  private insightDue = true
  private editsTold: readonly OpenEdit[] = []
  private flushScheduled = false
  /** The page has not taken the last update yet: news pile up here, as one, and not in its message queue. */
  private sending = false
  private flushMissed = false
  private readonly pacer = new Pacer(
    () => this.current,
    () => this.flush(),
  )

  async open(
    scenario: Scenario,
    listener: (update: Update) => void,
    progress: (fraction: number) => void,
  ): Promise<Opened> {
    this.openings += 1
    const opening = this.openings
    this.session = undefined
    this.listener = undefined
    this.replayStopped = false
    this.pacer.pause()
    const makeShell = scenario.log.length === 0 && scenario.script === undefined ? undefined : await loadShell()
    const session = new Session(scenario, makeShell, 'later')
    const replay = new Replay(scenario, session)
    let complete = replay.run(timeIsUp(SLICE_MS))
    while (!complete && !this.replayStopped) {
      progress(replay.fraction)
      await nextTask()
      if (opening !== this.openings) break
      complete = replay.run(timeIsUp(SLICE_MS))
    }
    if (opening !== this.openings) throw new Error('Another scenario was opened.')
    this.session = session
    this.listener = listener
    this.insightDue = true
    this.editsTold = session.openEdits
    this.pacer.reset()
    return {
      protocol: PROTOCOL_VERSION,
      objects: session.objects(),
      clock: this.clock(),
      machines: session.engine.machines.list(),
      files: session.currentFiles(),
      log: session.scenario().log,
      complete,
      edits: session.openEdits,
      ...replay.past,
    }
  }

  stopReplay(): void {
    this.replayStopped = true
  }

  ping(): void {}

  async prepare(): Promise<void> {
    await Promise.all([loadShell(), loadPreview()])
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

  closeEdit(id: number, text: string | null): void {
    this.current.closeEdit(id, text)
    this.flushSoon()
  }

  async preview(files: Readonly<Record<string, string>>, name: string): Promise<ApplyPreview> {
    const session = await this.withShell()
    const { previewApply } = await loadPreview()
    return previewApply(session, files, name)
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
    if (this.sending) {
      this.flushMissed = true
      return
    }
    const { changes, commands, output, exits, files, shownFile } = this.session.takeNews()
    const edits = this.session.openEdits
    const changed = changes.length > 0 || commands.length > 0
    const insight = changed || this.insightDue ? this.insight() : {}
    this.insightDue = false
    const update: Update = {
      clock: this.clock(),
      changes,
      commands,
      output,
      exits,
      ...(changed ? { machines: this.session.engine.machines.list() } : {}),
      ...(files === undefined ? {} : { files }),
      ...(shownFile === undefined ? {} : { shownFile }),
      ...(edits === this.editsTold ? {} : { edits }),
      ...insight,
    }
    this.editsTold = edits
    void this.send(this.listener, update)
  }

  private async send(listener: (update: Update) => unknown, update: Update): Promise<void> {
    this.sending = true
    try {
      // Through comlink this is a promise that ends when the page has taken it in.
      await listener(update)
    } finally {
      this.sending = false
    }
    if (!this.flushMissed) return
    this.flushMissed = false
    this.flush()
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

function timeIsUp(milliseconds: number): () => boolean {
  const started = performance.now()
  return () => performance.now() - started > milliseconds
}

const nextTask = () => new Promise<void>(resolve => setTimeout(resolve, 0))
