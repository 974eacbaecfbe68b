import type { TFunction } from 'i18next'
import {
  Ban,
  Bug,
  CircleCheck,
  Droplets,
  Eye,
  FileText,
  HardDrive,
  MemoryStick,
  Minus,
  Octagon,
  Play,
  Plug,
  Power,
  Skull,
  Tag,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { nodesOf, podsOf, useCluster } from '../../state/cluster'
import { type ObjectRef, select } from '../../state/selection'
import { run } from '../../state/session'
import type { MenuEntry } from '../kit'
import { MenuAt } from '../kit/open-menu'
import {
  clusterActions,
  dialogLine,
  machineActions,
  type NodeAction,
  type NodeActionName,
  removeNodeLine,
  untaintLine,
} from '../objects/node-actions'
import { isSystemTaint, shortTaint } from '../objects/node-look'
import { type PodAction, podActions } from '../objects/pod-actions'
import { openNodeDialog, useCanvasMenu } from './canvas-menu-state'

const NODE_ICONS: Record<NodeActionName, ReactNode> = {
  cordon: <Ban />,
  uncordon: <CircleCheck />,
  drain: <Droplets />,
  stopKubelet: <Octagon />,
  startKubelet: <Play />,
  powerOff: <Power />,
  powerOn: <Plug />,
  diskPressure: <HardDrive />,
  memoryPressure: <MemoryStick />,
  remove: <Trash2 />,
}

const POD_ICONS: Record<PodAction['name'], ReactNode> = {
  describe: <FileText />,
  logs: <Bug />,
  delete: <Trash2 />,
  forceDelete: <Skull />,
}

/** The menu of the node or Pod that was asked for. Every item shows the command line that it runs. */
export function CanvasMenu() {
  const { t } = useTranslation('canvas')
  const { target, x, y, hide } = useCanvasMenu()
  if (target === undefined) return null
  const entries = entriesFor(target, t)
  if (entries === undefined) return null
  const label = t(target.kind === 'Node' ? 'node.menu' : 'pod.menu', { name: target.key })
  return <MenuAt key={`${target.key} ${x} ${y}`} x={x} y={y} label={label} entries={entries} onClose={hide} />
}

type CanvasWords = TFunction<'canvas'>

function entriesFor(target: ObjectRef, t: CanvasWords): readonly MenuEntry[] | undefined {
  const cluster = useCluster.getState()
  if (target.kind === 'Pod') {
    const pod = podsOf(cluster).get(target.key)
    return pod === undefined ? undefined : podEntries(pod, target, t)
  }
  const node = nodesOf(cluster).get(target.key)
  return node === undefined ? undefined : nodeEntries(node, target, t)
}

function nodeEntries(node: Node, target: ObjectRef, t: CanvasWords): readonly MenuEntry[] {
  const { name } = node.metadata
  const item = ({ name: action, command, on }: NodeAction): MenuEntry => ({
    label: t(`action.${action}`),
    icon: NODE_ICONS[action],
    command,
    ...(on === undefined ? {} : { on }),
    onSelect: () => void run(command, 'click'),
  })
  const taints = (node.spec.taints ?? []).filter(taint => !isSystemTaint(taint))
  return [
    { heading: name },
    { label: t('action.inspect'), icon: <Eye />, shortcut: 'Enter', onSelect: () => select(target) },
    ...(
      [
        ['label', <Tag key="label" />],
        ['taint', <Ban key="taint" />],
      ] as const
    ).map(([dialog, icon]) => ({
      label: t(`action.${dialog}`),
      icon,
      command: dialogLine(dialog, name),
      onSelect: () => openNodeDialog(dialog, name),
    })),
    ...taints.map(taint => ({
      label: `${t('action.removeTaint')} ${shortTaint(taint)}`,
      icon: <Minus />,
      command: untaintLine(name, taint),
      onSelect: () => void run(untaintLine(name, taint), 'click'),
    })),
    'separator',
    ...clusterActions(node).map(item),
    'separator',
    { heading: t('action.machine') },
    ...machineActions(name, useCluster.getState().machines.get(name)).map(item),
    {
      label: t('action.remove'),
      icon: NODE_ICONS.remove,
      command: removeNodeLine(name),
      shortcut: 'Del',
      danger: true,
      onSelect: () => void run(removeNodeLine(name), 'click'),
    },
  ]
}

function podEntries(pod: Pod, target: ObjectRef, t: CanvasWords): readonly MenuEntry[] {
  return [
    { heading: pod.metadata.name },
    { label: t('action.inspect'), icon: <Eye />, shortcut: 'Enter', onSelect: () => select(target) },
    ...podActions(pod).map(({ name, command }) => ({
      label: t(`action.${name}`),
      icon: POD_ICONS[name],
      command,
      danger: name === 'delete' || name === 'forceDelete',
      onSelect: () => void run(command, 'click'),
    })),
  ]
}
