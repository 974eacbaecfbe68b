import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/object'
import { useCluster } from '../../state/cluster'
import { useCommands } from '../../state/commands'
import { select } from '../../state/selection'
import { clockText } from '../events/clock-text'
import { useRowWords } from '../events/row-words'
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
  const { t } = useTranslation('inspector')
  const { t: ofEvents } = useTranslation('events')
  const words = useRowWords()
  const [text, because] = [words.text(row), words.because(row)]
  const { kind, key } = row.object
  return (
    <li className="cause">
      <time>{clockText(row.time)}</time>
      <div>
        <span>
          <b>{who(row.by, ofEvents)}</b> {ofEvents(`verb.${row.verb}`)}{' '}
          <button type="button" className="link-button" onClick={() => select(row.object)}>
            {kind} {key.split('/').at(-1)}
          </button>
        </span>
        {line !== undefined ? (
          <CommandLine line={line} block />
        ) : because !== undefined ? (
          <p>{t('cause.because', { because })}</p>
        ) : (
          text !== '' && <p>{text}</p>
        )}
      </div>
    </li>
  )
}
