import { Cpu, Crown, Ellipsis, PowerOff, Server } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { objectKey } from '../../k8s/object'
import { useCluster } from '../../state/cluster'
import { useSelection } from '../../state/selection'
import { classNames, IconButton } from '../kit'
import { useCanvasMenu } from './canvas-menu-state'
import { CapacityBars } from './capacity-bars'
import {
  type CardVerdict,
  type MachineFacts,
  type NodePods,
  useCapacity,
  useFocusedDaemonSet,
  useMachine,
  useNode,
  useNodePods,
  useVerdict,
} from './card-facts'
import { CardShell } from './card-shell'
import { useMatchesFilter } from './filter'
import { Lamps } from './lamps'
import { NodeChips } from './node-chips'
import { type NodeLook, nodeLook, ZONE } from './node-look'
import { podLook } from './pod-look'
import { PodTile } from './pod-tile'
import { revisionNumbers, revisionOf } from './revisions'
import { useRoving } from './roving'
import './node-card.css'

/** More tiles of other workloads than this become a number. */
const OTHERS_SHOWN = 12

/** One node: what it is, how it is, which Pods it carries, and whether the DaemonSet in focus belongs here. */
export const NodeCard = memo(function NodeCard({ name }: { readonly name: string }) {
  const { t } = useTranslation('canvas')
  const node = useNode(name)
  const machine = useMachine(name)
  const pods = useNodePods(name)
  const verdict = useVerdict(name)
  const capacity = useCapacity(node, pods)
  const selected = useSelection(state => state.selected?.kind === 'Node' && state.selected.key === name)
  const matches = useMatchesFilter(name)
  // Under its zone's heading a card need not say it again.
  const showsZone = useSelection(state => state.groupBy !== ZONE)
  const roving = useRoving(name)
  const look = node === undefined ? undefined : nodeLook(node)
  const reason = useReasonText(verdict, pods, machine, look)
  if (node === undefined || look === undefined) return null
  return (
    <CardShell
      name={name}
      className={cardClass(look, machine, verdict, selected, matches)}
      label={t('node.label', {
        name,
        status: machine.powered ? look.status : t('node.off'),
        pods: pods.daemons.length + pods.others.length,
        placement: reason,
      })}
    >
      <div className="card__title">
        {look.health !== 'cordoned' && <RoleGlyph look={look} powered={machine.powered} />}
        <span className="card__name">{name}</span>
        {look.zone !== '' && showsZone && <span className="card__zone">{look.zone}</span>}
        <span className={`card__status card__status--${look.health}`}>{look.status}</span>
        <MenuButton name={name} tabIndex={roving.active ? 0 : -1} />
      </div>
      <NodeChips node={node} />
      <CardPods pods={pods} verdict={verdict} active={roving.active} />
      <p className="card__why" title={reason}>
        {reason}
      </p>
      <div className="card__foot">
        <Lamps verdict={verdict} />
        <CapacityBars capacity={capacity} />
      </div>
    </CardShell>
  )
})

function cardClass(
  look: NodeLook,
  machine: MachineFacts,
  verdict: CardVerdict,
  selected: boolean,
  matches: boolean,
): string {
  return classNames(
    'card',
    `card--${look.health}`,
    selected && 'card--selected',
    !machine.powered && 'card--off',
    !matches && 'card--filtered',
    verdict.known && !verdict.shouldRun && !verdict.hasPod && 'card--infeasible',
    verdict.shouldRun && verdict.selective && 'card--feasible',
  )
}

function RoleGlyph({ look, powered }: { readonly look: NodeLook; readonly powered: boolean }) {
  const Glyph = !powered ? PowerOff : look.controlPlane ? Crown : look.roles.length > 0 ? Cpu : Server
  return <Glyph className="card__role" aria-hidden="true" />
}

function MenuButton({ name, tabIndex }: { readonly name: string; readonly tabIndex: number }) {
  const { t } = useTranslation('canvas')
  return (
    <IconButton
      size="s"
      className="card__menu nodrag"
      label={t('node.menu', { name })}
      tabIndex={tabIndex}
      aria-haspopup="menu"
      onClick={event => {
        event.stopPropagation()
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        useCanvasMenu.getState().show({ kind: 'Node', key: name }, left, bottom + 4)
      }}
    >
      <Ellipsis />
    </IconButton>
  )
}

interface CardPodsProps {
  readonly pods: NodePods
  readonly verdict: CardVerdict
  readonly active: boolean
}

/** The tiles on a card: the daemon's own, or the place where it would be, then the others. */
function CardPods({ pods: { daemons, others }, verdict, active }: CardPodsProps) {
  const { t } = useTranslation('canvas')
  const owner = useFocusedDaemonSet()?.metadata.uid ?? ''
  const numbers = useCluster(revisionNumbers)
  const selectedPod = useSelection(state => (state.selected?.kind === 'Pod' ? state.selected.key : undefined))
  const tabIndex = active ? 0 : -1
  const hidden = others.length - OTHERS_SHOWN
  return (
    <div className="card__pods">
      {daemons.map(pod => (
        <PodTile
          key={pod.metadata.uid}
          pod={pod}
          revision={revisionOf(pod, owner, numbers)}
          selected={selectedPod === objectKey(pod)}
          tabIndex={tabIndex}
        />
      ))}
      {daemons.length === 0 && verdict.known && (
        <span className="pod pod--ghost" title={t('pod.none')}>
          –
        </span>
      )}
      <span className="card__others">
        {others.slice(0, hidden > 1 ? OTHERS_SHOWN - 1 : OTHERS_SHOWN).map(pod => (
          <PodTile
            key={pod.metadata.uid}
            pod={pod}
            small
            selected={selectedPod === objectKey(pod)}
            tabIndex={tabIndex}
          />
        ))}
        {hidden > 1 && <span className="card__more">+{hidden + 1}</span>}
      </span>
    </div>
  )
}

/** The one thing worth saying about this node, in words. */
function useReasonText(
  verdict: CardVerdict,
  pods: NodePods,
  machine: MachineFacts,
  look: NodeLook | undefined,
): string {
  const { t } = useTranslation('canvas')
  if (!machine.powered) return t(look?.health === 'not-ready' ? 'node.off' : 'node.offButReady')
  if (machine.kubeletStopped) return t('node.kubeletStopped')
  const own = pods.daemons[0]
  const ownLook = own === undefined ? undefined : podLook(own)
  if (verdict.known && !verdict.shouldRun && verdict.hasPod) {
    return t(verdict.mayStay ? 'node.misscheduled' : 'node.mustLeave')
  }
  if (verdict.budget !== undefined) return t('node.usesBudget', { reason: t(`budget.${verdict.budget}`) })
  if (ownLook !== undefined && ownLook.state !== 'ready') {
    return ownLook.detail === '' ? ownLook.status : `${ownLook.status}: ${ownLook.detail}`
  }
  if (verdict.known && !verdict.shouldRun) return t('node.notHere', { reason: verdict.obstacle })
  return look?.pressures.join(', ') ?? ''
}
