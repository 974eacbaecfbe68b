import type { TFunction } from 'i18next'
import {
  CircleHelp,
  FastForward,
  Filter,
  FolderOpen,
  Layers,
  Library,
  Maximize,
  Moon,
  Play,
  Plus,
  RotateCcw,
  Save,
  Server,
  Share2,
  StepForward,
  Sun,
  UnfoldHorizontal,
  Zap,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Node } from '../../k8s/node'
import { useClock } from '../../state/clock'
import { daemonSetsOf, nodesOf, useCluster } from '../../state/cluster'
import { useSelection } from '../../state/selection'
import { run, settle, step } from '../../state/session'
import { useSettings } from '../../state/settings'
import { openNodeDialog } from '../canvas/canvas-menu-state'
import { takeViewBack } from '../canvas/view-state'
import { daemonSetActions } from '../objects/daemon-set-actions'
import { addNodeLine, clusterActions, dialogLine, machineActions, NODE_KINDS } from '../objects/node-actions'
import { nodeLook } from '../objects/node-look'
import { widenTerminal } from '../terminal/widen-terminal'
import { changeSpeed, togglePlay } from '../timeline/transport'
import { focusFilter } from './quick-actions'
import { chooseScenarioFile, saveScenarioFile, startAgain } from './scenario-file'
import { openWindow } from './windows'

export type ActionGroup = 'time' | 'cluster' | 'node' | 'page'

/** Something that can be done from anywhere: by its name, its key, or the command line that it stands for. */
export interface PageAction {
  readonly id: string
  readonly group: ActionGroup
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string
  readonly command?: string
  readonly run: () => void
}

type AllWords = TFunction<['shell', 'timeline', 'canvas', 'terminal', 'inspector']>

/** Everything that is possible now; `typed` brings in the nodes whose names are in it. */
export function pageActions(t: AllWords, typed: string): readonly PageAction[] {
  return [
    ...timeActions(t),
    ...clusterWideActions(t),
    ...daemonSetInFocusActions(t),
    ...nodeActions(t, typed),
    ...frameActions(t),
  ]
}

function timeActions(t: AllWords): readonly PageAction[] {
  const { playing, speed } = useClock.getState()
  return [
    {
      id: 'play',
      group: 'time',
      label: t(playing ? 'timeline:pause' : 'timeline:play'),
      icon: <Play />,
      keys: 'Space',
      run: togglePlay,
    },
    { id: 'step', group: 'time', label: t('timeline:step'), icon: <StepForward />, keys: '→', run: () => void step() },
    {
      id: 'settle',
      group: 'time',
      label: t('timeline:settleTitle'),
      icon: <FastForward />,
      keys: 's',
      run: () => void settle(),
    },
    ...([1, 10, 100] as const)
      .filter(factor => factor !== speed)
      .map(
        (factor): PageAction => ({
          id: `speed-${factor}`,
          group: 'time',
          label: `${t('timeline:speed')} ${factor}x`,
          icon: <Zap />,
          run: () => changeSpeed(factor),
        }),
      ),
    { id: 'again', group: 'time', label: t('bar.startAgain'), icon: <RotateCcw />, run: () => void startAgain() },
  ]
}

function clusterWideActions(t: AllWords): readonly PageAction[] {
  const taken = new Set(nodesOf(useCluster.getState()).keys())
  return NODE_KINDS.map(kind => {
    const { line } = addNodeLine(kind, taken)
    return {
      id: `add-${kind}`,
      group: 'cluster',
      label: t('canvas:addNode', { kind: t(`canvas:kind.${kind}`) }),
      icon: <Plus />,
      ...(kind === 'worker' ? { keys: 'n' } : {}),
      command: line,
      run: () => void run(line, 'click'),
    }
  })
}

function daemonSetInFocusActions(t: AllWords): readonly PageAction[] {
  const daemonSet = daemonSetsOf(useCluster.getState()).get(useSelection.getState().daemonSet ?? '')
  if (daemonSet === undefined) return []
  return daemonSetActions(daemonSet).map(({ name, command }) => ({
    id: `daemonset ${name}`,
    group: 'cluster',
    label: `${daemonSet.metadata.name}: ${t(`inspector:action.${name}`)}`,
    icon: <Layers />,
    command,
    run: () => void run(command, 'click'),
  }))
}

/** Nodes offered at once: those whose names are typed, or the first ones, as examples of what can be done with a node. */
const NODES_OFFERED = 3

function nodeActions(t: AllWords, typed: string): readonly PageAction[] {
  const cluster = useCluster.getState()
  const { selected } = useSelection.getState()
  const text = typed.toLowerCase()
  const named = [...nodesOf(cluster).keys()].filter(
    name => text.includes(name) || (text.length > 2 && name.includes(text)),
  )
  const chosen = [...(selected?.kind === 'Node' ? [selected.key] : []), ...named.slice(0, NODES_OFFERED)]
  const examples = text.length > 2 ? workersFirst(nodesOf(cluster)).slice(0, NODES_OFFERED) : []
  const names = new Set(chosen.length > 0 ? chosen : examples)
  return [...names].flatMap((name): readonly PageAction[] => {
    const node = nodesOf(cluster).get(name)
    if (node === undefined) return []
    const actions = [...clusterActions(node), ...machineActions(name, cluster.machines.get(name))]
    return [
      ...actions.map(
        (action): PageAction => ({
          id: `${name} ${action.name}`,
          group: 'node',
          label: `${name}: ${t(`canvas:action.${action.name}`)}`,
          icon: <Server />,
          command: action.command,
          run: () => void run(action.command, 'click'),
        }),
      ),
      ...(['label', 'taint', 'remove'] as const).map(
        (dialog): PageAction => ({
          id: `${name} ${dialog}`,
          group: 'node',
          label: `${name}: ${t(`canvas:action.${dialog}`)}`,
          icon: <Server />,
          command: dialogLine(dialog, name),
          run: () => openNodeDialog(dialog, name),
        }),
      ),
    ]
  })
}

function workersFirst(nodes: ReadonlyMap<string, Node>): readonly string[] {
  const all = [...nodes.values()].map(node => ({ name: node.metadata.name, ...nodeLook(node) }))
  return all.sort((one, other) => Number(one.controlPlane) - Number(other.controlPlane)).map(({ name }) => name)
}

function frameActions(t: AllWords): readonly PageAction[] {
  return [
    { id: 'filter', group: 'page', label: t('canvas:filter'), icon: <Filter />, keys: '/', run: focusFilter },
    { id: 'fit', group: 'page', label: t('canvas:fit'), icon: <Maximize />, keys: 'f', run: takeViewBack },
    {
      id: 'widen',
      group: 'page',
      label: t(useSettings.getState().terminalAcross ? 'terminal:unwiden' : 'terminal:widen'),
      icon: <UnfoldHorizontal />,
      run: widenTerminal,
    },
    {
      id: 'gallery',
      group: 'page',
      label: t('bar.gallery'),
      icon: <Library />,
      run: () => openWindow('gallery'),
    },
    { id: 'share', group: 'page', label: t('bar.shareTitle'), icon: <Share2 />, run: () => openWindow('share') },
    { id: 'save', group: 'page', label: t('bar.saveTitle'), icon: <Save />, run: () => void saveScenarioFile() },
    { id: 'open', group: 'page', label: t('bar.openTitle'), icon: <FolderOpen />, run: chooseScenarioFile },
    ...(['light', 'dark'] as const).map(
      (theme): PageAction => ({
        id: `theme-${theme}`,
        group: 'page',
        label: `${t('bar.theme')}: ${t(theme === 'light' ? 'bar.themeLight' : 'bar.themeDark')}`,
        icon: theme === 'light' ? <Sun /> : <Moon />,
        run: () => useSettings.setState({ theme }),
      }),
    ),
    { id: 'help', group: 'page', label: t('bar.help'), icon: <CircleHelp />, keys: '?', run: () => openWindow('help') },
  ]
}
