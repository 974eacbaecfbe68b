import { ChevronDown, Layers } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaemonSet } from '../../../k8s/workload'
import { ageOf } from '../../../kubectl/output/human-duration'
import { formatLabels } from '../../../kubectl/printers/format-labels'
import type { DaemonSetCounts } from '../../../protocol/protocol'
import { useClock } from '../../../state/clock'
import { type ClusterState, daemonSetsOf, podsOf, useCluster } from '../../../state/cluster'
import { useInsight } from '../../../state/insight'
import { focusDaemonSet, select, useSelection } from '../../../state/selection'
import { Menu, Tooltip } from '../../kit'
import { KUBECTL_COUNTS } from '../../objects/daemon-set-counts'
import { isOrphan } from '../../objects/pod-look'
import { Rollout } from './rollout'
import './daemon-set-header.css'

/** kubectl's columns of the DaemonSet in focus, how its rollout goes, and what uses up its budget. */
export function DaemonSetHeader() {
  const { t } = useTranslation('header')
  const focus = useSelection(state => state.daemonSet)
  const daemonSet = useCluster(state => (focus === undefined ? undefined : daemonSetsOf(state).get(focus)))
  return (
    <section className="ds-header" aria-label={t('label')}>
      {daemonSet === undefined ? <Empty /> : <Filled daemonSet={daemonSet} />}
    </section>
  )
}

function Empty() {
  const { t } = useTranslation('header')
  const orphans = useCluster(orphanCount)
  return (
    <div className="ds-header__empty" data-flight-origin>
      <Layers aria-hidden="true" />
      <div>
        <p className="ds-header__title">{t('empty')}</p>
        <p className="ds-header__sub">{orphans === 0 ? t('emptyHint') : t('orphans', { count: orphans })}</p>
      </div>
    </div>
  )
}

const orphanCount = (state: ClusterState) => [...podsOf(state).values()].filter(isOrphan).length

function Filled({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { name, namespace = '' } = daemonSet.metadata
  return (
    <>
      <div className="ds-header__row">
        <div className="ds-header__name" data-flight-origin>
          <Name name={name} namespace={namespace} />
          <p className="ds-header__sub">
            <span className="ds-header__namespace">{namespace}</span>
            <OfVersion daemonSet={daemonSet} />
          </p>
        </div>
        <Columns daemonSet={daemonSet} />
      </div>
      <Rollout daemonSet={daemonSet} />
    </>
  )
}

/** Where the chosen version of Kubernetes does otherwise than newer ones: says which it is; the inspector says what. */
function OfVersion({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { t } = useTranslation(['header', 'inspector'])
  const { name, namespace = '' } = daemonSet.metadata
  const insight = useInsight(state => state.daemonSet)
  const notes = insight?.name === name && insight.namespace === namespace ? insight.versionNotes : []
  const [first] = notes
  if (first === undefined) return null
  const { version } = first
  const sentences = notes.map(({ code }) => t(`inspector:version.${code}`, { version })).join(' ')
  return (
    <Tooltip label={sentences}>
      <button
        type="button"
        className="ds-header__version"
        onClick={() => select({ kind: 'DaemonSet', key: `${namespace}/${name}` })}
      >
        {t('version', { version, count: notes.length })}
      </button>
    </Tooltip>
  )
}

/** The name opens the inspector; with several DaemonSets there is a menu beside it to choose the one in focus. */
function Name({ name, namespace }: { readonly name: string; readonly namespace: string }) {
  const { t } = useTranslation('header')
  const key = `${namespace}/${name}`
  const keys = useCluster(state => [...daemonSetsOf(state).keys()].join('\n')).split('\n')
  return (
    <div className="ds-header__pick">
      <button
        type="button"
        className="ds-header__title"
        title={name}
        onClick={() => select({ kind: 'DaemonSet', key })}
      >
        {name}
      </button>
      {keys.length > 1 && (
        <Menu
          entries={keys.map(other => ({
            label: other.split('/')[1] ?? other,
            detail: other.split('/')[0],
            chosen: other === key,
            onSelect: () => focusDaemonSet(other),
          }))}
        >
          <button type="button" className="button button--quiet button--icon button--small" aria-label={t('pick')}>
            <ChevronDown aria-hidden="true" />
          </button>
        </Menu>
      )}
    </div>
  )
}

function Columns({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { t } = useTranslation('header')
  const api = countsOf(daemonSet)
  const insight = useInsight(state => state.daemonSet)
  const { name, namespace = '' } = daemonSet.metadata
  const now = insight?.name === name && insight.namespace === namespace ? insight.now : undefined
  const selector = formatLabels(daemonSet.spec.template.spec.nodeSelector)
  return (
    <dl className="ds-columns">
      {KUBECTL_COUNTS.map(([word, key]) => (
        <CountColumn key={key} word={word} hint={t(`column.${key}`)} api={api[key]} now={now?.[key]} />
      ))}
      <TextColumn word="NODE SELECTOR" hint={t('column.nodeSelector')} text={selector} />
      <AgeColumn created={daemonSet.metadata.creationTimestamp} />
      <CountColumn
        word="MISSCHEDULED"
        hint={t('column.misscheduled')}
        api={api.misscheduled}
        now={now?.misscheduled}
        bad
      />
    </dl>
  )
}

function countsOf({ status }: DaemonSet): DaemonSetCounts {
  return {
    desired: status.desiredNumberScheduled ?? 0,
    current: status.currentNumberScheduled ?? 0,
    ready: status.numberReady ?? 0,
    upToDate: status.updatedNumberScheduled ?? 0,
    available: status.numberAvailable ?? 0,
    misscheduled: status.numberMisscheduled ?? 0,
  }
}

interface CountColumnProps {
  readonly word: string
  readonly hint: string
  readonly api: number
  /** What is true, where the engine has said so. */
  readonly now: number | undefined
  /** Any number above zero is a warning. */
  readonly bad?: boolean
}

const CountColumn = memo(function CountColumn({ word, hint, api, now = api, bad = false }: CountColumnProps) {
  const { t } = useTranslation('header')
  const differs = now !== api
  return (
    <Tooltip label={differs ? `${hint}. ${t('realTitle', { api, now })}` : hint}>
      <div className="ds-column">
        <dt>{word}</dt>
        <dd className={bad && Math.max(api, now) > 0 ? 'ds-column__warn' : undefined}>
          <span className="ds-column__api">{api}</span>
          {differs && <span className="ds-column__now">{t('real', { count: now })}</span>}
        </dd>
      </div>
    </Tooltip>
  )
})

interface TextColumnProps {
  readonly word: string
  readonly hint: string
  readonly text: string
}

const TextColumn = memo(function TextColumn({ word, hint, text }: TextColumnProps) {
  return (
    <Tooltip label={hint}>
      <div className="ds-column ds-column--text">
        <dt>{word}</dt>
        <dd title={text}>{text}</dd>
      </div>
    </Tooltip>
  )
})

function AgeColumn({ created }: { readonly created: string }) {
  const { t } = useTranslation('header')
  const age = useClock(state => ageOf(created, state.now))
  return <TextColumn word="AGE" hint={t('column.age')} text={age} />
}
