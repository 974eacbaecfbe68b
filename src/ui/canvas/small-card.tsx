import { PowerOff } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCluster } from '../../state/cluster'
import { useSelection } from '../../state/selection'
import { classNames } from '../kit'
import { useFocusedDaemonSet, useMachine, useNode, useNodePods, useVerdict } from './card-facts'
import { CardShell } from './card-shell'
import { useMatchesFilter } from './filter'
import { nodeLook } from './node-look'
import { PodTile } from './pod-tile'
import { revisionNumbers, revisionOf } from './revisions'
import { useRoving } from './roving'
import './small-card.css'

/** A node among many: name, condition by outline, the daemon's Pod, how many others. The inspector knows the rest. */
export const SmallCard = memo(function SmallCard({ name }: { readonly name: string }) {
  const { t } = useTranslation('canvas')
  const node = useNode(name)
  const machine = useMachine(name)
  const { daemons, others } = useNodePods(name)
  const verdict = useVerdict(name)
  const selected = useSelection(state => state.selected?.kind === 'Node' && state.selected.key === name)
  const matches = useMatchesFilter(name)
  const owner = useFocusedDaemonSet()?.metadata.uid ?? ''
  const numbers = useCluster(revisionNumbers)
  const roving = useRoving(name)
  if (node === undefined) return null
  const look = nodeLook(node)
  const infeasible = verdict.known && !verdict.shouldRun && !verdict.hasPod
  return (
    <CardShell
      name={name}
      className={classNames(
        'card small-card',
        `card--${look.health}`,
        selected && 'card--selected',
        !machine.powered && 'card--off',
        !matches && 'card--filtered',
        infeasible && 'card--infeasible',
      )}
      label={t('node.label', {
        name,
        status: machine.powered ? look.status : t('node.off'),
        pods: daemons.length + others.length,
        placement: infeasible ? t('node.notHere', { reason: verdict.obstacle }) : '',
      })}
      title={infeasible ? t('node.notHere', { reason: verdict.obstacle }) : look.status}
    >
      <div className="small-card__title">
        {!machine.powered && <PowerOff className="card__role" aria-hidden="true" />}
        <span className="card__name">{name}</span>
        {(node.spec.taints?.length ?? 0) > 0 && <i className="small-card__taint" />}
      </div>
      <div className="small-card__pods">
        {daemons.map(pod => (
          <PodTile
            key={pod.metadata.uid}
            pod={pod}
            revision={revisionOf(pod, owner, numbers)}
            tabIndex={roving.active ? 0 : -1}
          />
        ))}
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
