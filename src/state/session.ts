import { create } from 'zustand'
import { PlaygroundClient, WorkerGone } from '../client/playground-client'
import type { ApplyPreview, CommandSource, KubernetesVersion, Opened, Update } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import { Autosave } from './autosave'
import { useClock } from './clock'
import { applyChanges, daemonSetsOf, loadCluster, useCluster } from './cluster'
import { applyCommandNews, loadCommands } from './commands'
import { goTo } from './editor-goal'
import { useEdits } from './edits'
import { loadFiles, openFile, useFiles, writeFiles } from './files'
import { useInsight } from './insight'
import { dismiss } from './notices'
import { part } from './parts'
import { saveSession } from './saved-session'
import { useSelection } from './selection'
import { tellLoading, tellProblem, tellReplayed, tellSilent } from './session-notices'
import { isWork, withoutLastCommand } from './work'

export interface SessionState {
  readonly status: 'starting' | 'ready' | 'crashed'
  /** The scenario as it was opened: what reset goes back to. */
  readonly origin: Scenario | undefined
  /** The last good state, from which a crashed worker is restarted; while one is opened, that one. */
  readonly saved: Scenario | undefined
  readonly crash: string | undefined
  /** While starting: how much of the log is done, 0 to 1; undefined when that takes no time worth speaking of. */
  readonly progress: number | undefined
  /** The worker has not answered for some seconds. */
  readonly silent: boolean
  /** Crashes since the last time that something was done: from the second on, the last command is suspected. */
  readonly crashes: number
}

/** The connection to the simulated cluster and what a person can do with it. */
export const useSession = create<SessionState>()(() => ({
  status: 'starting',
  origin: undefined,
  saved: undefined,
  crash: undefined,
  progress: undefined,
  silent: false,
  crashes: 0,
}))

const client = new PlaygroundClient({
  update: applyUpdate,
  crashed,
  progress: progress => useSession.setState({ progress }),
  silent,
})

const autosave = new Autosave(save)

/** Whether what is in the editor belongs to the scenario that runs, crashed or is being built again. */
let ownText = false

/** What runs commands: the worker's own later part. */
const commandsPart = part(async () => {
  await client.call(host => host.prepare())
  return true
}, 'soon')

/** Opens a scenario; what was there before is left. */
export async function openScenario(scenario: Scenario): Promise<void> {
  ownText = false
  await start(scenario)
}

async function start(scenario: Scenario): Promise<void> {
  autosave.cancel()
  useSession.setState({ status: 'starting', saved: scenario, crash: undefined, progress: undefined })
  try {
    const opened = await client.open(scenario)
    load(scenario, opened)
    await client.call(host => host.play())
  } catch (error) {
    if (error instanceof WorkerGone) return
    client.stop()
    crashed(error instanceof Error ? error.message : String(error))
  }
}

/** Back to the beginning of the scenario: its nodes, its files, nothing done yet. The editor's text is kept as it is. */
export async function reset(): Promise<void> {
  const { origin, saved, status } = useSession.getState()
  const scenario = status === 'ready' ? origin : saved
  if (scenario === undefined) return
  const { entries, time } = scenario.start ?? { entries: 0, time: 0 }
  await start({ ...scenario, log: scenario.log.slice(0, entries), time, ...editorText() })
}

/** Plays everything that was done again, command by command and at the same times, on another version of Kubernetes. */
export async function changeVersion(version: KubernetesVersion): Promise<void> {
  const scenario = await currentScenario()
  if (scenario !== undefined) await start({ ...scenario, version })
}

/** After a crash: a new worker, from the last good state of the log. The editor's text is kept. */
export async function restart(): Promise<void> {
  const { saved } = useSession.getState()
  if (saved !== undefined) await start({ ...saved, ...editorText() })
}

/** As `restart`, for a cluster that its last command kills. */
export async function restartWithoutLastCommand(): Promise<void> {
  const { saved } = useSession.getState()
  if (saved !== undefined) await start({ ...withoutLastCommand(saved), ...editorText() })
}

/** Ends a worker that does not answer: from there on it is as after a crash. */
export function giveUp(): void {
  client.stop()
  crashed('It did not answer any more.')
}

/** Ends a long replay where it stands, and opens what there is. */
export const stopReplay = () => attempt(() => client.call(host => host.stopReplay()))

function editorText(): Pick<Scenario, 'drafts'> {
  return ownText ? { drafts: useFiles.getState().files } : {}
}

/** How long a busy worker may take to tell what was done, before what was saved last has to do. */
const PATIENCE_MS = 1_500

/** What was done or typed since the scenario began, as a scenario; undefined when there is nothing that could be missed. */
export async function presentWork(): Promise<Scenario | undefined> {
  const { status, saved } = useSession.getState()
  if (saved === undefined) return undefined
  const patience = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), PATIENCE_MS))
  const told = status === 'ready' ? await Promise.race([currentScenario(), patience]) : undefined
  const scenario = told ?? { ...saved, ...editorText() }
  return isWork(scenario) ? scenario : undefined
}

/** Runs a command line. Its output arrives in `useCommands`; answers its id, or undefined when the cluster is not running. */
export async function run(line: string, source: CommandSource): Promise<number | undefined> {
  const waiting = commandsPart.loaded === undefined ? setTimeout(tellLoading, LOADING_AFTER_MS) : undefined
  try {
    return await attempt(() => client.call(host => host.run({ line, source, files: useFiles.getState().files })))
  } finally {
    clearTimeout(waiting)
    dismiss('commands')
  }
}

/** A wait (milliseconds) that wants to be explained. */
const LOADING_AFTER_MS = 500

export const interrupt = (id: number) => attempt(() => client.call(host => host.interrupt(id)))
/** Closes a text that a command waits for; null: without saving. */
export const closeEdit = (id: number, text: string | null) =>
  attempt(() => client.call(host => host.closeEdit(id, text)))
export const play = () => attempt(() => client.call(host => host.play()))
export const pause = () => attempt(() => client.call(host => host.pause()))
export const step = () => attempt(() => client.call(host => host.step()))
export const settle = () => attempt(() => client.call(host => host.settle()))
export const setSpeed = (speed: number) => attempt(() => client.call(host => host.setSpeed(speed)))
export const complete = async (line: string): Promise<readonly string[]> =>
  (await attempt(() => client.call(host => host.complete(line)))) ?? []

/** What applying `name` would change, by a server-side dry run. */
export const preview = (name: string): Promise<ApplyPreview | undefined> =>
  attempt(() => client.call(host => host.preview(useFiles.getState().files, name))) as Promise<ApplyPreview | undefined>

/** The present state as a scenario, with the editor's drafts and the arrangement of the page. */
export async function currentScenario(): Promise<Scenario | undefined> {
  const scenario = (await attempt(() => client.call(host => host.scenario()))) as Scenario | undefined
  if (scenario === undefined) return undefined
  const { positions, groupBy, daemonSet } = useSelection.getState()
  const { files, open } = useFiles.getState()
  return {
    ...scenario,
    drafts: files,
    view: {
      openFile: open,
      ...(groupBy === '' ? {} : { groupBy }),
      ...(daemonSet === undefined ? {} : { daemonSet }),
      ...(Object.keys(positions).length === 0 ? {} : { positions }),
    },
  }
}

async function attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof WorkerGone) return undefined
    tellProblem(error)
    return undefined
  }
}

function load(scenario: Scenario, opened: Opened): void {
  loadCluster(opened.objects, opened.history, opened.machines)
  loadCommands(opened)
  loadFiles(scenario.drafts ?? opened.files, scenario.view?.openFile)
  useClock.setState(opened.clock)
  useEdits.setState({ edits: opened.edits })
  useInsight.setState({ daemonSet: undefined, node: undefined })
  useSelection.setState({
    selected: undefined,
    highlight: undefined,
    positions: scenario.view?.positions ?? {},
    groupBy: scenario.view?.groupBy ?? '',
    daemonSet: scenario.view?.daemonSet,
  })
  const saved = opened.complete ? scenario : { ...scenario, log: opened.log, time: Math.floor(opened.clock.now) }
  useSession.setState({ status: 'ready', origin: scenario, saved, crash: undefined, progress: undefined })
  ownText = true
  dismiss('session')
  tellReplayed(opened.log.length, scenario.log.length, opened.complete)
  followDaemonSet()
  sendFocus()
}

function applyUpdate(update: Update): void {
  applyChanges(update.changes, update.machines)
  applyCommandNews(update)
  useClock.setState(update.clock)
  if (update.daemonSet !== undefined) useInsight.setState({ daemonSet: update.daemonSet ?? undefined })
  if (update.node !== undefined) useInsight.setState({ node: update.node ?? undefined })
  if (update.files !== undefined) writeFiles(update.files)
  if (update.shownFile !== undefined) showFile(update.shownFile)
  if (update.edits !== undefined) useEdits.setState({ edits: update.edits })
  if (update.changes.length > 0) followDaemonSet()
  if (update.commands.length > 0 || update.exits.length > 0) autosave.afterCommand()
  if (update.commands.length > 0) useSession.setState({ crashes: 0 })
}

function showFile(name: string): void {
  openFile(name)
  goTo(name, 1, 1)
}

function crashed(reason: string): void {
  useSession.setState(state => ({ status: 'crashed', crash: reason, progress: undefined, crashes: state.crashes + 1 }))
}

function silent(silent: boolean): void {
  useSession.setState({ silent })
  if (!silent) dismiss('silent')
  else if (useSession.getState().status === 'ready') tellSilent(giveUp)
}

/** The first DaemonSet to appear comes into focus by itself; one that is gone gives way to another. */
function followDaemonSet(): void {
  const daemonSets = daemonSetsOf(useCluster.getState())
  const { daemonSet } = useSelection.getState()
  if (daemonSet !== undefined && daemonSets.has(daemonSet)) return
  const [first] = daemonSets.keys()
  if (first !== daemonSet) useSelection.setState({ daemonSet: first })
}

function sendFocus(): void {
  const { daemonSet, selected } = useSelection.getState()
  const node = selected?.kind === 'Node' ? selected.key : undefined
  void attempt(() =>
    client.call(host =>
      host.focus({ ...(daemonSet === undefined ? {} : { daemonSet }), ...(node === undefined ? {} : { node }) }),
    ),
  )
}

useSelection.subscribe((now, before) => {
  if (useSession.getState().status !== 'ready') return
  if (now.daemonSet !== before.daemonSet || now.selected !== before.selected) sendFocus()
})

async function save(): Promise<void> {
  if (useSession.getState().status !== 'ready') return
  const scenario = await currentScenario()
  if (scenario === undefined) return
  useSession.setState({ saved: scenario })
  saveSession(scenario)
}
