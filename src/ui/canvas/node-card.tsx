import type { TFunction } from 'i18next'
import { Cpu, Crown, Ellipsis, PowerOff, Server } from 'lucide-react'
import { memo } from 'react'
import { objectKey } from '../../k8s/object'
import { classNames } from '../kit'
import { type NodeLook, nodeLook } from '../objects/node-look'
import { podLook } from '../objects/pod-look'
import { useCanvasFacts } from './canvas-context'
import { useCanvasMenu } from './canvas-menu-state'
import { CapacityBars } from './capacity-bars'
import {
  type CardFacts,
  type CardVerdict,
  type NodePods,
  useCapacity,
  useCardFacts,
  useCardSelection,
  useVerdict,
} from './card-facts'
import { CardShell } from './card-shell'
import { DaemonTiles } from './daemon-tiles'
import { Lamps } from './lamps'
import { NodeChips } from './node-chips'
import { PodTile } from './pod-tile'
import { useRoving } from './roving'
import './node-card.css'

/** More tiles of other workloads than this become a number. */
const OTHERS_SHOWN = 12

/** One node: what it is, how it is, which Pods it carries, and whether the DaemonSet in focus belongs here. */
export const NodeCard = memo(function NodeCard({ name }: { readonly name: string }) {
  const { t, byZone } = useCanvasFacts()
  const facts = useCardFacts(name)
  const verdict = useVerdict(name)
  const selected = useCardSelection(name)
  const { node, pods } = facts
  const capacity = useCapacity(node, pods)
  const roving = useRoving(name)
  const look = node === undefined ? undefined : nodeLook(node)
  const [reason, whole] = reasonText(t, facts, verdict, look)
  if (node === undefined || look === undefined) return null
  return (
    <CardShell
      name={name}
      className={cardClass(look, facts, verdict, selected.node)}
      label={t('node.label', {
        name,
        status: facts.powered ? look.status : t('node.off'),
        pods: pods.daemons.length + pods.orphans.length + pods.others.length,
        placement: whole,
      })}
    >
      <div className="card__title">
        {look.health !== 'cordoned' && <RoleGlyph look={look} powered={facts.powered} />}
        <span className="card__name">{name}</span>
        {look.zone !== '' && !byZone && <span className="card__zone">{look.zone}</span>}
        <span className={`card__status card__status--${look.health}`}>{look.status}</span>
        <MenuButton name={name} tabIndex={roving.active ? 0 : -1} />
      </div>
      <NodeChips node={node} />
      <CardPods pods={pods} verdict={verdict} active={roving.active} selectedPod={selected.pod} />
      <p className="card__why" title={whole}>
        {reason}
      </p>
      <div className="card__foot">
        <Lamps verdict={verdict} />
        <CapacityBars capacity={capacity} />
      </div>
    </CardShell>
  )
})

function cardClass(look: NodeLook, facts: CardFacts, verdict: CardVerdict, selected: boolean): string {
  return classNames(
    'card',
    `card--${look.health}`,
    selected && 'card--selected',
    !facts.powered && 'card--off',
    !facts.matches && 'card--filtered',
    verdict.known && !verdict.shouldRun && !verdict.hasPod && 'card--infeasible',
    verdict.shouldRun && verdict.selective && 'card--feasible',
  )
}

function RoleGlyph({ look, powered }: { readonly look: NodeLook; readonly powered: boolean }) {
  const Glyph = !powered ? PowerOff : look.controlPlane ? Crown : look.roles.length > 0 ? Cpu : Server
  return <Glyph className="card__role" aria-hidden="true" />
}

function MenuButton({ name, tabIndex }: { readonly name: string; readonly tabIndex: number }) {
  const { t } = useCanvasFacts()
  return (
    <button
      type="button"
      className="button button--icon button--small card__menu nodrag"
      aria-label={t('node.menu', { name })}
      tabIndex={tabIndex}
      aria-haspopup="menu"
      onClick={event => {
        event.stopPropagation()
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        useCanvasMenu.getState().show({ kind: 'Node', key: name }, left, bottom + 4)
      }}
    >
      <Ellipsis aria-hidden="true" />
    </button>
  )
}

interface CardPodsProps {
  readonly pods: NodePods
  readonly verdict: CardVerdict
  readonly active: boolean
  readonly selectedPod: string | undefined
}

/** The tiles on a card: the daemon's own, or the place where it would be, then the others. */
function CardPods({ pods, verdict, active, selectedPod }: CardPodsProps) {
  const { t } = useCanvasFacts()
  const { daemons, others } = pods
  const tabIndex = active ? 0 : -1
  const hidden = others.length - OTHERS_SHOWN
  return (
    <div className="card__pods">
      <DaemonTiles pods={pods} selectedPod={selectedPod} tabIndex={tabIndex} />
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
            t={t}
            size="small"
            selected={selectedPod === objectKey(pod)}
            tabIndex={tabIndex}
          />
        ))}
        {hidden > 1 && <span className="card__more">+{hidden + 1}</span>}
      </span>
    </div>
  )
}

type Reason = readonly [short: string, whole: string]

const same = (text: string): Reason => [text, text]

/** The one thing worth saying about this node, in words: as it stands on the card, and all of it. */
function reasonText(
  t: TFunction<'canvas'>,
  { powered, kubeletStopped, pods }: CardFacts,
  verdict: CardVerdict,
  look: NodeLook | undefined,
): Reason {
  if (!powered) return same(t(look?.health === 'not-ready' ? 'node.off' : 'node.offButReady'))
  if (kubeletStopped) return same(t('node.kubeletStopped'))
  const { budget, known, shouldRun, obstacle, wholeObstacle } = verdict
  const own = pods.daemons.at(-1)
  const ownLook = own === undefined ? undefined : podLook(own)
  if (known && !shouldRun && verdict.hasPod) {
    if (!verdict.mayStay) return same(t('node.mustLeave'))
    if (budget === undefined) return same(t('node.misscheduled'))
    return same(t('node.misscheduledBudget', { reason: t(`budget.${budget}`) }))
  }
  if (ownLook !== undefined && ownLook.state !== 'ready' && ownLook.state !== 'terminating') {
    return same(ownLook.detail === '' ? ownLook.status : `${ownLook.status}: ${ownLook.detail}`)
  }
  if (budget !== undefined) return same(t('node.usesBudget', { reason: t(`budget.${budget}`) }))
  if (known && !shouldRun)
    return [t('node.notHere', { reason: obstacle }), t('node.notHere', { reason: wholeObstacle })]
  if (pods.orphans.length > 0) return same(t('node.orphan', { count: pods.orphans.length }))
  return same(look?.pressures.join(', ') ?? '')
}
