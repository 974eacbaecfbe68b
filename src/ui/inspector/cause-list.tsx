import { useTranslation } from 'react-i18next'
import { reasonText } from '../../i18n/reason'
import type { KubeObject } from '../../k8s/object'
import { useCluster } from '../../state/cluster'
import { useCommands } from '../../state/commands'
import { select } from '../../state/selection'
import { clockText } from '../events/clock-text'
import { who } from '../events/who'
import { CommandLine } from '../kit'
import { type Cause, causeChain } from './cause-chain'
import { Section } from './section'

/** From what a person did down to this object. */
export function CauseList({ object }: { readonly object: KubeObject }) {
  const { t } = useTranslation('inspector')
  const history = useCluster(state => state.history)
  const kinds = useCluster(state => state.kinds)
  const commands = useCommands(state => state.commands)
  const causes = causeChain(object, history, ref => kinds[ref.kind]?.get(ref.key), commands.values())
  return (
    <Section title={t('cause.title')}>
      {causes.length === 0 ? (
        <p className="section__none">{t('cause.fromTheBeginning')}</p>
      ) : (
        <ol className="causes">
          {causes.map(cause => (
            <CauseStep key={cause.row.id} cause={cause} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function CauseStep({ cause: { row, line } }: { readonly cause: Cause }) {
  const { t, i18n } = useTranslation('inspector')
  const { t: words } = useTranslation('events')
  const { kind, key } = row.object
  return (
    <li className="cause">
      <time>{clockText(row.time)}</time>
      <div>
        <span>
          <b>{who(row.by, words)}</b> {words(`verb.${row.verb}`)}{' '}
          <button type="button" className="link-button" onClick={() => select(row.object)}>
            {kind} {key.split('/').at(-1)}
          </button>
        </span>
        {line !== undefined ? (
          <CommandLine line={line} block />
        ) : row.because !== undefined ? (
          <p>{t('cause.because', { because: reasonText(row.because, i18n.language) })}</p>
        ) : (
          row.text !== '' && <p>{row.text}</p>
        )}
      </div>
    </li>
  )
}
