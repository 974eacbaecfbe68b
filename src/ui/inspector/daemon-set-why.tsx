import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { objectKey } from '../../k8s/object'
import type { DaemonSet } from '../../k8s/workload'
import type { DaemonSetCounts, DaemonSetExplanation } from '../../protocol/protocol'
import { useInsight } from '../../state/insight'
import { focusDaemonSet, select } from '../../state/selection'
import { run } from '../../state/session'
import { Button, classNames, RevisionMark, Skeleton } from '../kit'
import { KUBECTL_COUNTS } from '../objects/daemon-set-counts'
import { isMisscheduled, type RolloutLook, rolloutLook } from '../objects/rollout-look'
import { VersionNotes } from '../objects/version-notes'
import { CauseList } from './cause-list'
import { Recent } from './object-events'
import { Section } from './section'

/** Where the rollout stands and what holds it up; what is true beside what the API says; the revisions. */
export function DaemonSetWhy({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { t } = useTranslation('inspector')
  const { namespace = 'default', name } = daemonSet.metadata
  const key = objectKey(daemonSet)
  const explanation = useInsight(state =>
    state.daemonSet?.name === name && state.daemonSet.namespace === namespace ? state.daemonSet : undefined,
  )
  // What is looked at is what header and lamps speak of.
  useEffect(() => focusDaemonSet(key), [key])
  if (explanation === undefined) return <Skeleton lines={6} label={t('asking')} />
  return (
    <>
      <Rollout explanation={explanation} />
      <OfVersion notes={explanation.versionNotes} />
      <Counts explanation={explanation} />
      <Absent explanation={explanation} />
      <Revisions explanation={explanation} />
      <CauseList object={daemonSet} />
      <Recent inspected={{ kind: 'DaemonSet', key }} />
    </>
  )
}

/** What the chosen version of Kubernetes does here that newer ones do otherwise. */
function OfVersion({ notes }: { readonly notes: DaemonSetExplanation['versionNotes'] }) {
  const { t } = useTranslation('inspector')
  const [first] = notes
  if (first === undefined) return null
  return (
    <Section title={t('version.title', { version: first.version })}>
      <VersionNotes notes={notes} />
    </Section>
  )
}

/** Nodes named in a list before the rest becomes a number. */
const LISTED = 12

const TONE: Record<RolloutLook, 'ok' | 'wait' | 'bad'> = {
  covered: 'ok',
  idle: 'ok',
  waiting: 'wait',
  progressing: 'wait',
  'waiting-for-deletes': 'wait',
  stuck: 'bad',
  unavailable: 'bad',
}

function Rollout({ explanation }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('inspector')
  const { strategy, updated, desired, maxUnavailable, maxSurge, usedBy } = explanation.rollout
  const look = rolloutLook(explanation)
  return (
    <Section title={t('rollout.title')}>
      <p className={`sentence sentence--${TONE[look]}`} role="status">
        <b>{t(`rollout.state.${look}`)}</b>{' '}
        {look === 'waiting' || look === 'unavailable'
          ? t('rollout.available', { available: explanation.now.available, desired })
          : t('rollout.progress', { updated, desired })}
      </p>
      {strategy === 'OnDelete' ? (
        <p className="section__note">{t('rollout.onDelete')}</p>
      ) : (
        <p className="section__note">
          {maxSurge > 0 ? t('rollout.surge', { count: maxSurge }) : t('rollout.unavailable', { count: maxUnavailable })}
        </p>
      )}
      {usedBy.length > 0 && (
        <>
          <p className="section__note">{t('rollout.usedBy')}</p>
          <ul className="budget">
            {usedBy.slice(0, LISTED).map(({ node, reason, pod }) => (
              <li key={`${node} ${pod ?? ''}`}>
                <button type="button" className="link-button" onClick={() => select({ kind: 'Node', key: node })}>
                  {node}
                </button>{' '}
                {t(`rollout.reason.${reason}`)}
                {isMisscheduled(explanation, node) && ` ${t('rollout.misscheduled')}`}
              </li>
            ))}
            {usedBy.length > LISTED && <li>{t('absent.more', { count: usedBy.length - LISTED })}</li>}
          </ul>
        </>
      )}
    </Section>
  )
}

const COUNTS: readonly (readonly [label: string, field: keyof DaemonSetCounts])[] = [
  ...KUBECTL_COUNTS,
  ['MISSCHEDULED', 'misscheduled'],
]

function Counts({ explanation }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('inspector')
  const { api, now, observed } = explanation
  const differ = COUNTS.some(([, field]) => api[field] !== now[field])
  return (
    <Section title={t('counts.title')}>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col" className="visually-hidden">
              {t('counts.what')}
            </th>
            <th scope="col">{t('counts.now')}</th>
            <th scope="col">{t('counts.api')}</th>
          </tr>
        </thead>
        <tbody>
          {COUNTS.map(([label, field]) => (
            <tr key={field} className={classNames(api[field] !== now[field] && 'counts__differ')}>
              <th scope="row">{label}</th>
              <td>{now[field]}</td>
              <td>{api[field]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differ && <p className="section__note">{t('counts.differ')}</p>}
      {!observed && <p className="section__note">{t('counts.notObserved')}</p>}
    </Section>
  )
}

/** Nodes without a Pod, and why: the first few. */
function Absent({ explanation }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('inspector')
  const absent = explanation.nodes.filter(node => !node.shouldRun)
  if (absent.length === 0) return null
  return (
    <Section title={t('absent.title', { count: absent.length })}>
      <ul className="budget">
        {absent.slice(0, LISTED).map(({ node, obstacle, pods }) => (
          <li key={node}>
            <button type="button" className="link-button" onClick={() => select({ kind: 'Node', key: node })}>
              {node}
            </button>{' '}
            <code>{obstacle?.subject ?? ''}</code> {pods.length > 0 && t('absent.stays')}
          </li>
        ))}
        {absent.length > LISTED && <li>{t('absent.more', { count: absent.length - LISTED })}</li>}
      </ul>
    </Section>
  )
}

function Revisions({ explanation: { namespace, name, revisions } }: { readonly explanation: DaemonSetExplanation }) {
  const { t } = useTranslation('inspector')
  if (revisions.length === 0) return null
  const undo = (revision: number) => `kubectl rollout undo daemonset/${name} -n ${namespace} --to-revision=${revision}`
  return (
    <Section title={t('revisions.title')}>
      <ul className="revisions">
        {[...revisions].reverse().map(({ revision, hash, current }) => (
          <li key={revision}>
            <RevisionMark revision={revision} />
            <code>{hash}</code>
            {current ? (
              <span className="revisions__current">{t('revisions.current')}</span>
            ) : (
              <Button size="s" command={undo(revision)} onClick={() => void run(undo(revision), 'click')}>
                {t('revisions.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
