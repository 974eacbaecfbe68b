import { useTranslation } from 'react-i18next'
import { type EventObject, eventComponent, eventTimes } from '../../k8s/event'
import type { Condition } from '../../k8s/object'
import { fromTimestamp } from '../../k8s/time'
import { humanDuration } from '../../kubectl/output/human-duration'
import { useClock } from '../../state/clock'
import { type ClusterState, useCluster } from '../../state/cluster'
import type { ObjectRef } from '../../state/selection'
import { type ChangeRow, rowsAbout } from '../events/change-rows'
import { EventRow } from '../events/event-row'
import { useRowWords } from '../events/row-words'
import { useObject } from './inspected-object'
import { Section } from './section'

/** Rows beyond these are in the event list, which can be filtered. */
const SHOWN = 60
const RECENT = 8

/** Conditions, Kubernetes Events, and every change of one object. */
export function ObjectEvents({ inspected }: { readonly inspected: ObjectRef }) {
  const { t } = useTranslation('inspector')
  const rows = useRowsAbout(inspected).slice(0, SHOWN)
  const object = useObject(inspected)
  const conditions = (object?.status as { conditions?: readonly Condition[] } | undefined)?.conditions ?? []
  return (
    <>
      {conditions.length > 0 && <Conditions conditions={conditions} />}
      <KubernetesEvents inspected={inspected} />
      <Section title={t('changes')}>
        {rows.length === 0 ? (
          <p className="section__none">{t('noChanges')}</p>
        ) : (
          <RowList rows={rows} about={inspected} />
        )}
      </Section>
    </>
  )
}

/** The last things that happened to the object, and to the Pods on it when it is a node. */
export function Recent({ inspected }: { readonly inspected: ObjectRef }) {
  const { t } = useTranslation('inspector')
  const rows = useRowsAbout(inspected).slice(0, RECENT)
  return (
    <Section title={t('recent')}>
      {rows.length === 0 ? (
        <p className="section__none">{t('noChanges')}</p>
      ) : (
        <RowList rows={rows} about={inspected} />
      )}
    </Section>
  )
}

function RowList({ rows, about }: { readonly rows: readonly ChangeRow[]; readonly about: ObjectRef }) {
  const words = useRowWords()
  return (
    <ul className="row-list">
      {rows.map((row, index) => (
        <EventRow key={row.id} row={row} words={words} place={index + 1} total={rows.length} about={about} />
      ))}
    </ul>
  )
}

/** Newest first. */
function useRowsAbout(inspected: ObjectRef): readonly ChangeRow[] {
  const history = useCluster(state => state.history)
  useCluster(state => state.historyLength)
  const pods = useCluster(state => (inspected.kind === 'Node' ? state.podsByNode.get(inspected.key) : undefined))
  const rows = [...rowsAbout(history, inspected)]
  for (const { metadata } of pods ?? []) {
    rows.push(...rowsAbout(history, { kind: 'Pod', key: `${metadata.namespace ?? ''}/${metadata.name}` }))
  }
  return rows.sort((a, b) => b.id - a.id)
}

function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  const { t } = useTranslation('inspector')
  return (
    <Section title={t('conditions')}>
      <table className="conditions">
        <thead>
          <tr>
            <th scope="col">{t('conditionType')}</th>
            <th scope="col">{t('conditionStatus')}</th>
          </tr>
        </thead>
        <tbody>
          {conditions.map(({ type, status, reason, message }) => {
            const good = isGood(type, status)
            return (
              <tr key={type}>
                <td>
                  {type}
                  <small>
                    {reason}
                    {!good && message ? `: ${message}` : ''}
                  </small>
                </td>
                <td className={good ? 'conditions__good' : 'conditions__bad'}>{status}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

/** Conditions such as DiskPressure are good when they are not true. */
function isGood(type: string, status: string): boolean {
  return /Pressure$|Unavailable$|Failure$|DisruptionTarget/.test(type) ? status === 'False' : status === 'True'
}

function KubernetesEvents({ inspected }: { readonly inspected: ObjectRef }) {
  const { t } = useTranslation('inspector')
  const all = useCluster(state => state.kinds.Event)
  const now = useClock(state => Math.floor(state.now / 1000) * 1000)
  const events = eventsAbout(all, inspected)
  return (
    <Section title={t('kubernetesEvents')}>
      {events.length === 0 ? (
        <p className="section__none">{t('noEvents')}</p>
      ) : (
        <ul className="k8s-events">
          {events.slice(0, SHOWN).map(event => (
            <li
              key={event.metadata.uid}
              className={event.type === 'Warning' ? 'k8s-event k8s-event--warning' : 'k8s-event'}
            >
              <div>
                <b>{event.reason}</b>
                {eventTimes(event).count > 1 && ` x${eventTimes(event).count}`}
                <small>
                  {humanDuration(Math.max(0, now - fromTimestamp(eventTimes(event).last)))} · {eventComponent(event)}
                </small>
              </div>
              <p>{event.message}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Newest first. */
function eventsAbout(all: ClusterState['kinds'][string] | undefined, { kind, key }: ObjectRef): readonly EventObject[] {
  const found: EventObject[] = []
  for (const event of (all?.values() ?? []) as Iterable<EventObject>) {
    const { involvedObject: about } = event
    if (about.kind !== kind) continue
    const name = about.namespace ? `${about.namespace}/${about.name}` : about.name
    if (name === key || about.name === key) found.push(event)
  }
  return found.sort((a, b) => (eventTimes(a).last < eventTimes(b).last ? 1 : -1))
}
