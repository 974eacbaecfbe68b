import { useTranslation } from 'react-i18next'
import type { NodeExplanation } from '../../protocol/protocol'
import { daemonSetsOf, useCluster } from '../../state/cluster'
import { useInsight } from '../../state/insight'
import { focusDaemonSet, useSelection } from '../../state/selection'
import { EmptyState, Select, Skeleton } from '../kit'
import { nodeSentence } from './node-sentence'
import { Recent } from './object-events'
import { Rule } from './rule'
import { Section } from './section'

/** Does the DaemonSet in focus run on this node, and which rule says so. */
export function NodeWhy({ name }: { readonly name: string }) {
  const { t } = useTranslation('inspector')
  const daemonSet = useSelection(state => state.daemonSet)
  const explanation = useInsight(state => (state.node?.node === name ? state.node : undefined))
  if (daemonSet === undefined) {
    return (
      <>
        <EmptyState title={t('node.noDaemonSet')}>{t('node.noDaemonSetText')}</EmptyState>
        <Recent inspected={{ kind: 'Node', key: name }} />
      </>
    )
  }
  return (
    <>
      <Section title={<Question daemonSet={daemonSet} />}>
        {explanation === undefined ? <Skeleton lines={4} label={t('asking')} /> : <Answer explanation={explanation} />}
      </Section>
      {explanation !== undefined && <ThreeLamps explanation={explanation} />}
      <Recent inspected={{ kind: 'Node', key: name }} />
    </>
  )
}

/** With a choice when there are several DaemonSets. */
function Question({ daemonSet }: { readonly daemonSet: string }) {
  const { t } = useTranslation('inspector')
  const keys = useCluster(state => [...daemonSetsOf(state).keys()].join(' ')).split(' ')
  const shortName = (key: string) => key.split('/').at(-1) ?? key
  if (keys.length < 2) return t('node.question', { name: shortName(daemonSet) })
  return (
    <span className="question">
      {t('node.questionBefore')}
      <Select
        label={t('node.whichDaemonSet')}
        variant="quiet"
        value={daemonSet}
        options={keys.map(key => ({ value: key, label: shortName(key), detail: key.split('/')[0] }))}
        onChange={focusDaemonSet}
      />
      {t('node.questionAfter')}
    </span>
  )
}

function Answer({ explanation }: { readonly explanation: NodeExplanation }) {
  const { t } = useTranslation('inspector')
  const { code, tone } = nodeSentence(explanation)
  const { obstacle, rules } = explanation
  return (
    <>
      <p className={`sentence sentence--${tone}`} role="status">
        <b>{t(`node.sentence.${code}`)}</b>{' '}
        {obstacle === undefined
          ? t(`node.because.${code}`)
          : t(`node.obstacle.${code}`, { obstacle: obstacle.subject })}
      </p>
      {rules.length === 0 ? (
        <p className="section__none">{t('node.noRules')}</p>
      ) : (
        <ul className="rules">
          {rules.map(rule => (
            <Rule key={`${rule.code} ${rule.subject}`} rule={rule} node={explanation.node} />
          ))}
        </ul>
      )}
    </>
  )
}

function ThreeLamps({ explanation }: { readonly explanation: NodeExplanation }) {
  const { t } = useTranslation('inspector')
  const { shouldRun, shouldContinueRunning, pods } = explanation
  const lamps = [
    ['shouldRun', shouldRun],
    ['mayStay', shouldContinueRunning],
    ['hasPod', pods.length > 0],
  ] as const
  const misscheduled = !shouldRun && pods.length > 0
  const usesBudget = useInsight(
    state => state.daemonSet?.rollout.usedBy.some(({ node }) => node === explanation.node) ?? false,
  )
  const agree = shouldRun === shouldContinueRunning && shouldRun === pods.length > 0
  return (
    <Section title={t('lamps.title')}>
      <ul className="three-lamps">
        {lamps.map(([name, on]) => (
          <li key={name}>
            <i className={on ? 'lamp-dot lamp-dot--on' : 'lamp-dot'} aria-hidden="true" />
            {t(`lamps.${name}`)}
            <span className="visually-hidden">: {t(on ? 'yes' : 'no')}</span>
          </li>
        ))}
      </ul>
      <p className="section__note">
        {t(
          misscheduled ? 'lamps.misscheduled' : agree ? 'lamps.agree' : shouldRun ? 'lamps.onTheWay' : 'lamps.disagree',
        )}
        {misscheduled && usesBudget && ` ${t('lamps.misscheduledBudget')}`}
      </p>
    </Section>
  )
}
