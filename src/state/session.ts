import { create } from 'zustand'
import { PlaygroundClient } from '../client/playground-client'
import type { ApplyPreview, CommandSource, Opened, Update } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import { useClock } from './clock'
import { applyChanges, daemonSetsOf, loadCluster, useCluster } from './cluster'
import { applyCommandNews, loadCommands } from './commands'
import { loadFiles, useFiles, writeFiles } from './files'
import { useInsight } from './insight'
import { dismiss, tell } from './notices'
import { saveSession } from './saved-session'
import { useSelection } from './selection'

export interface SessionState {
  readonly status: 'starting' | 'ready' | 'crashed'
  /** The scenario as it was opened: what reset goes back to. */
  readonly origin: Scenario | undefined
  /** The last good state, from which a crashed worker is restarted. */
  readonly saved: Scenario | undefined
  readonly crash: string | undefined
}

/** The connection to the simulated cluster and what a person can do with it. */
export const useSession = create<SessionState>()(() => ({
  status: 'starting',
  origin: undefined,
  saved: undefined,
  crash: undefined,
}))

const client = new PlaygroundClient({ update: applyUpdate, crashed })

/** Opens a scenario; what was there before is left. */
export async function openScenario(scenario: Scenario, options: { play?: boolean } = {}): Promise<void> {
  useSession.setState({ status: 'starting', crash: undefined })
  try {
    const opened = await client.open(scenario)
    load(scenario, opened)
    if (options.play ?? true) await client.host.play()
  } catch (error) {
    client.stop()
    crashed(error instanceof Error ? error.message : String(error))
  }
}

/** Back to the beginning of the scenario: its nodes, its files, nothing done yet. The editor's text is kept as it is. */
export async function reset(): Promise<void> {
  const { origin } = useSession.getState()
  if (origin === undefined) return
  const { entries, time } = origin.start ?? { entries: 0, time: 0 }
  await openScenario({ ...origin, log: origin.log.slice(0, entries), time, drafts: useFiles.getState().files })
}

/** After a crash: a new worker, from the last good state of the log. The editor's text is kept. */
export async function restart(): Promise<void> {
  const { saved, origin } = useSession.getState()
  const scenario = saved ?? origin
  if (scenario === undefined) return
  await openScenario({ ...scenario, drafts: useFiles.getState().files })
}

/** Runs a command line. Its output arrives in `useCommands`; answers its id, or undefined when the cluster is not running. */
export async function run(line: string, source: CommandSource): Promise<number | undefined> {
  return attempt(() => client.host.run({ line, source, files: useFiles.getState().files }))
}

export const interrupt = (id: number) => attempt(() => client.host.interrupt(id))
export const play = () => attempt(() => client.host.play())
export const pause = () => attempt(() => client.host.pause())
export const step = () => attempt(() => client.host.step())
export const settle = () => attempt(() => client.host.settle())
export const setSpeed = (speed: number) => attempt(() => client.host.setSpeed(speed))
export const complete = async (line: string): Promise<readonly string[]> =>
  (await attempt(() => client.host.complete(line))) ?? []

/** What applying `name` would change, by a server-side dry run. */
export const preview = (name: string): Promise<ApplyPreview | undefined> =>
  attempt(() => client.host.preview(useFiles.getState().files, name)) as Promise<ApplyPreview | undefined>

/** The present state as a scenario, with the editor's drafts and the arrangement of the page. */
export async function currentScenario(): Promise<Scenario | undefined> {
  const scenario = (await attempt(() => client.host.scenario())) as Scenario | undefined
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
    tell({ topic: 'session', level: 'error', title: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

function load(scenario: Scenario, opened: Opened): void {
  loadCluster(opened.objects, opened.history, opened.machines)
  loadCommands(opened)
  loadFiles(scenario.drafts ?? opened.files, scenario.view?.openFile)
  useClock.setState(opened.clock)
  useInsight.setState({ daemonSet: undefined, node: undefined })
  useSelection.setState({
    selected: undefined,
    highlight: undefined,
    positions: scenario.view?.positions ?? {},
    groupBy: scenario.view?.groupBy ?? '',
    daemonSet: scenario.view?.daemonSet,
  })
  useSession.setState({ status: 'ready', origin: scenario, saved: scenario, crash: undefined })
  dismiss('session')
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
  if (update.changes.length > 0) followDaemonSet()
  if (update.commands.length > 0 || update.exits.length > 0) scheduleSave(50)
}

function crashed(reason: string): void {
  useSession.setState({ status: 'crashed', crash: reason })
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
    client.host.focus({ ...(daemonSet === undefined ? {} : { daemonSet }), ...(node === undefined ? {} : { node }) }),
  )
}

useSelection.subscribe((now, before) => {
  if (useSession.getState().status !== 'ready') return
  if (now.daemonSet !== before.daemonSet || now.selected !== before.selected) sendFocus()
})

let saveTimer: ReturnType<typeof setTimeout> | undefined

/** Soon after a command, which must not be lost; a little later after typing. */
function scheduleSave(delay = 500): void {
  if (saveTimer !== undefined && delay >= 500) return
  clearTimeout(saveTimer)
  saveTimer = setTimeout(() => {
    saveTimer = undefined
    void save()
  }, delay)
}

async function save(): Promise<void> {
  if (useSession.getState().status !== 'ready') return
  const scenario = await currentScenario()
  if (scenario === undefined) return
  useSession.setState({ saved: scenario })
  saveSession(scenario)
}

useFiles.subscribe(() => scheduleSave())
useSelection.subscribe((now, before) => {
  if (now.positions !== before.positions || now.groupBy !== before.groupBy) scheduleSave()
})
// Time goes on without commands: what is saved should not be far behind when the page is closed.
globalThis.document?.addEventListener('visibilitychange', () => {
  if (globalThis.document.visibilityState === 'hidden') void save()
})
