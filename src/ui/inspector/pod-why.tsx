import { useTranslation } from 'react-i18next'
import type { ContainerStatus, Pod } from '../../k8s/pod'
import { podCondition } from '../../k8s/pod-conditions'
import { fromTimestamp } from '../../k8s/time'
import { humanDuration } from '../../kubectl/output/human-duration'
import { summarisePod } from '../../kubectl/printers/pod'
import { useClock } from '../../state/clock'
import { select } from '../../state/selection'
import { Chip } from '../kit'
import { CauseList } from './cause-list'
import { Recent } from './object-events'
import { Section } from './section'

/** Who made the Pod and why, what the scheduler says, and how its containers are. */
export function PodWhy({ pod }: { readonly pod: Pod }) {
  const { namespace = '', name } = pod.metadata
  return (
    <>
      <CauseList object={pod} />
      <Placement pod={pod} />
      <Containers pod={pod} />
      <Recent inspected={{ kind: 'Pod', key: `${namespace}/${name}` }} />
    </>
  )
}

function Placement({ pod }: { readonly pod: Pod }) {
  const { t } = useTranslation('inspector')
  const scheduled = podCondition(pod, 'PodScheduled')
  const { nodeName } = pod.spec
  return (
    <Section title={t('pod.where')}>
      {nodeName ? (
        <p>
          {t('pod.onNode')}{' '}
          <button type="button" className="link-button" onClick={() => select({ kind: 'Node', key: nodeName })}>
            {nodeName}
          </button>
        </p>
      ) : scheduled?.status === 'False' ? (
        <>
          <p className="sentence sentence--wait">
            <b>{t('pod.noNode')}</b> {t('pod.schedulerSays')}
          </p>
          <blockquote className="words">{scheduled.message}</blockquote>
        </>
      ) : (
        <p>{t('pod.notLookedAt')}</p>
      )}
      {pod.metadata.deletionTimestamp !== undefined && <Leaving pod={pod} />}
    </Section>
  )
}

function Leaving({ pod }: { readonly pod: Pod }) {
  const { t } = useTranslation('inspector')
  const now = useClock(state => Math.floor(state.now / 1000) * 1000)
  const left = fromTimestamp(pod.metadata.deletionTimestamp ?? '') - now
  return (
    <p className="sentence sentence--wait">
      <b>{t('pod.terminating')}</b> {left > 0 ? t('pod.graceLeft', { left: humanDuration(left) }) : t('pod.graceOver')}
    </p>
  )
}

function Containers({ pod }: { readonly pod: Pod }) {
  const { t } = useTranslation('inspector')
  const { status } = summarisePod(pod)
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
  return (
    <Section title={t('pod.containers')} end={<Chip>{status}</Chip>}>
      {statuses.length === 0 ? (
        <p className="section__none">{t('pod.noContainers')}</p>
      ) : (
        <ul className="containers">
          {statuses.map(container => (
            <Container key={container.name} container={container} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Container({ container }: { readonly container: ContainerStatus }) {
  const { t } = useTranslation('inspector')
  const { name, image, state = {}, lastState = {}, restartCount, ready } = container
  const { waiting, running, terminated } = state
  const before = lastState.terminated
  return (
    <li>
      <div className="containers__head">
        <b>{name}</b>
        <span className={waiting?.reason && /BackOff|Err|Error/.test(waiting.reason) ? 'containers__bad' : undefined}>
          {waiting?.reason ?? terminated?.reason ?? (running ? t('pod.running') : '')}
        </span>
        {ready && <span className="containers__good">{t('pod.ready')}</span>}
        {restartCount > 0 && <span>{t('pod.restarts', { count: restartCount })}</span>}
      </div>
      <code>{image}</code>
      {waiting?.message && <blockquote className="words">{waiting.message}</blockquote>}
      {before !== undefined && (
        <small>
          {t('pod.lastTime', { reason: before.reason ?? '', code: before.exitCode })}
          {waiting?.reason === 'CrashLoopBackOff' && (
            <NextTry finishedAt={before.finishedAt} message={waiting.message} />
          )}
        </small>
      )}
    </li>
  )
}

/** The kubelet names its pause in the message; it counts from the end of the last run. */
function NextTry({
  finishedAt,
  message,
}: {
  readonly finishedAt: string | undefined
  readonly message: string | undefined
}) {
  const { t } = useTranslation('inspector')
  const now = useClock(state => Math.floor(state.now / 1000) * 1000)
  const pause = pauseIn(message)
  if (finishedAt === undefined || pause === undefined) return null
  const left = fromTimestamp(finishedAt) + pause - now
  return <> {left > 0 ? t('pod.nextTry', { left: humanDuration(left) }) : t('pod.nextTryNow')}</>
}

/** `back-off 1m20s restarting …` in milliseconds. */
function pauseIn(message: string | undefined): number | undefined {
  const match = /back-off (?:(\d+)m)?(?:(\d+)s)? restarting/.exec(message ?? '')
  if (!match) return undefined
  return (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 1000
}
