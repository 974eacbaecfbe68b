import { Crown, PowerOff } from 'lucide-react'
import { memo } from 'react'
import { classNames } from '../kit'
import { nodeLook } from '../objects/node-look'
import { useCanvasFacts } from './canvas-context'
import { useCardFacts, useCardSelection, useVerdict } from './card-facts'
import { CardShell } from './card-shell'
import { DaemonTiles } from './daemon-tiles'
import { useRoving } from './roving'
import { endOfName, farName } from './short-name'
import './small-card.css'

/**
 * A node among many: name, condition by outline, the daemon's Pod, how many others. The inspector knows the rest. Seen from
 * afar it has a shorter name in larger letters.
 */
export const SmallCard = memo(function SmallCard({ name }: { readonly name: string }) {
  const { t } = useCanvasFacts()
  const { node, pods, powered, matches } = useCardFacts(name)
  const verdict = useVerdict(name)
  const selected = useCardSelection(name)
  const roving = useRoving(name)
  if (node === undefined) return null
  const look = nodeLook(node)
  const { daemons, orphans, others } = pods
  const infeasible = verdict.known && !verdict.shouldRun && !verdict.hasPod
  return (
    <CardShell
      name={name}
      className={classNames(
        'card small-card',
        `card--${look.health}`,
        selected.node && 'card--selected',
        !powered && 'card--off',
        !matches && 'card--filtered',
        infeasible && 'card--infeasible',
      )}
      label={t('node.label', {
        name,
        status: powered ? look.status : t('node.off'),
        pods: daemons.length + orphans.length + others.length,
        placement: infeasible ? t('node.notHere', { reason: verdict.wholeObstacle }) : '',
      })}
      title={`${name}\n${infeasible ? t('node.notHere', { reason: verdict.wholeObstacle }) : look.status}`}
    >
      <div className="small-card__title">
        {!powered && <PowerOff className="card__role" aria-hidden="true" />}
        {look.controlPlane && powered && <Crown className="card__role" aria-hidden="true" />}
        <span className="small-card__name">{endOfName(name)}</span>
        <span className="small-card__far">{farName(name)}</span>
        {(node.spec.taints?.length ?? 0) > 0 && <i className="small-card__taint" />}
      </div>
      <div
        className={classNames('small-card__pods', daemons.length + orphans.length > 1 && 'small-card__pods--several')}
      >
        <DaemonTiles pods={pods} size="plain" selectedPod={selected.pod} tabIndex={roving.active ? 0 : -1} />
        {daemons.length === 0 && verdict.known && <span className="pod pod--ghost">–</span>}
        {others.length > 0 && (
          <span className="small-card__others" title={t('node.others', { count: others.length })}>
            +{others.length}
          </span>
        )}
      </div>
    </CardShell>
  )
})
