import { CircleCheck, CirclePause, CircleX, LoaderCircle } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaemonSet } from '../../../k8s/workload'
import type { DaemonSetExplanation } from '../../../protocol/protocol'
import { useInsight } from '../../../state/insight'
import { highlight, select } from '../../../state/selection'
import { RevisionMark, revisionClass, Tooltip } from '../../kit'
import { isMisscheduled, type RolloutLook, rolloutLook } from '../../objects/rollout-look'
import { type BarPart, useBarParts } from './rollout-facts'
import './rollout.css'

/** How far the DaemonSet has come, and which node holds it up. Keeps its height whatever it has to say. */
export function Rollout({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const insight = useInsight(state => state.daemonSet)
  const { name, namespace, uid } = daemonSet.metadata
  const explanation = insight?.name === name && insight.namespace === namespace ? insight : undefined
  const parts = useBarParts(uid, explanation?.now.desired ?? daemonSet.status.desiredNumberScheduled)
  return (
    <div className="rollout">
      {explanation !== undefined && (
        <>
          <State explanation={explanation} />
          <Bar parts={parts} />
          <Budget explanation={explanation} />
          <Legend revisions={explanation.revisions} />
        </>
      )}
    </div>
  )
}

const ICON: Record<RolloutLook, typeof CircleCheck> = {
  idle: CirclePause,
  progressing: LoaderCircle,
  waiting: LoaderCircle,
  covered: CircleCheck,
  stuck: CircleX,
  unavailable: CircleX,
  'waiting-for-deletes': CirclePause,
}

function State({ explanation }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('header')
  const { rollout, now, observed } = explanation
  const { updated, desired } = rollout
  const look = rolloutLook(explanation)
  const Icon = ICON[look]
  const numbers = { updated, desired, available: now.available, count: desired }
  return (
    <p className={`rollout__state rollout__state--${look}`}>
      <Icon aria-hidden="true" />
      <span>{observed ? t(`rollout.${look}`, numbers) : t('notObserved')}</span>
    </p>
  )
}

function Bar({ parts }: { readonly parts: readonly BarPart[] }) {
  const { t } = useTranslation('header')
  const words = ({ kind, count, revision = 0 }: BarPart) =>
    kind === 'ready' ? t('bar.revision', { count, revision }) : t(`bar.${kind}`, { count })
  const text = parts.map(words).join(', ')
  return (
    <Tooltip label={text}>
      <span className="rollout__bar" role="img" aria-label={text}>
        {parts.map(part => (
          <i
            key={`${part.kind}${part.revision ?? ''}`}
            className={
              part.kind === 'ready'
                ? `revision-solid ${revisionClass(part.revision ?? 1)}`
                : `rollout__part rollout__part--${part.kind}`
            }
            style={{ flexGrow: part.count }}
          />
        ))}
      </span>
    </Tooltip>
  )
}

/** Names shown before the rest becomes a number. */
const NAMED = 2

function Budget({ explanation }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('header')
  const { strategy, maxUnavailable, maxSurge, usedBy } = explanation.rollout
  if (strategy === 'OnDelete') return null
  const used = usedBy.length
  const limit = maxSurge > 0 ? maxSurge : maxUnavailable
  return (
    <p className="rollout__budget">
      {t(maxSurge > 0 ? 'budget.surge' : 'budget.unavailable', { count: limit })}
      {', '}
      {used === 0 ? t('budget.free') : t(used >= limit ? 'budget.usedBy' : 'budget.partlyUsedBy')}{' '}
      {usedBy.slice(0, NAMED).map(({ node, reason }) => {
        const extra = isMisscheduled(explanation, node)
        return (
          <Tooltip key={node} label={`${t(`budget.${reason}`)}${extra ? `. ${t('budget.misscheduledWhy')}` : ''}`}>
            <button
              type="button"
              className="rollout__node"
              onClick={() => select({ kind: 'Node', key: node })}
              onPointerEnter={() => highlight({ node })}
              onPointerLeave={() => highlight(undefined)}
              onFocus={() => highlight({ node })}
              onBlur={() => highlight(undefined)}
            >
              {node}
              {extra && <span className="rollout__extra"> {t('budget.misscheduled')}</span>}
            </button>
          </Tooltip>
        )
      })}
      {used > NAMED && t('budget.more', { count: used - NAMED })}
    </p>
  )
}

/** Revisions shown in the legend: the newest. */
const SHOWN = 4

type Revisions = DaemonSetExplanation['revisions']

const Legend = memo(
  function Legend({ revisions }: { readonly revisions: Revisions }) {
    const { t } = useTranslation('header')
    return (
      <ul className="rollout__legend" aria-label={t('revisions')}>
        {revisions.slice(-SHOWN).map(({ revision, hash, current }) => (
          <Tooltip key={hash} label={t(current ? 'revisionCurrent' : 'revisionOld', { revision, hash })}>
            <li className={`rollout__revision ${revisionClass(revision)}`} data-current={current}>
              <i className="revision-fill" />
              <RevisionMark revision={revision} />
            </li>
          </Tooltip>
        ))}
      </ul>
    )
  },
  (before, after) => isSame(before.revisions, after.revisions),
)

function isSame(before: Revisions, after: Revisions): boolean {
  return (
    before.length === after.length &&
    before.every(({ hash, current }, index) => after[index]?.hash === hash && after[index].current === current)
  )
}
