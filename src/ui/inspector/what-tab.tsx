import { useTranslation } from 'react-i18next'
import { findCondition } from '../../k8s/conditions'
import type { Node } from '../../k8s/node'
import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { taintText } from '../../k8s/taints'
import { fromTimestamp } from '../../k8s/time'
import type { DaemonSet } from '../../k8s/workload'
import { humanDuration } from '../../kubectl/output/human-duration'
import { summarisePod } from '../../kubectl/printers/pod'
import { useClock } from '../../state/clock'
import { select } from '../../state/selection'
import { Chip } from '../kit'
import { isOrphan } from '../objects/pod-look'
import { ObjectActions } from './object-actions'
import { type Fact, Facts, Section } from './section'

type Words = ReturnType<typeof useTranslation<'inspector'>>['t']
type FactList = readonly Fact[]

/** The object in short, its labels, and what can be done with it. */
export function WhatTab({ object }: { readonly object: KubeObject }) {
  const { t } = useTranslation('inspector')
  const { namespace, creationTimestamp, labels = {} } = object.metadata
  const owner = controllerOf(object)
  const common: FactList = [
    { name: t('fact.namespace'), value: namespace },
    { name: t('fact.age'), value: creationTimestamp === '' ? undefined : <Age since={creationTimestamp} /> },
    {
      name: t('fact.owner'),
      value: owner ? (
        <button
          type="button"
          className="link-button"
          onClick={() => select({ kind: owner.kind, key: namespace ? `${namespace}/${owner.name}` : owner.name })}
        >
          {owner.kind} {owner.name}
        </button>
      ) : object.kind === 'Pod' && isOrphan(object as Pod) ? (
        t('fact.noOwner')
      ) : undefined,
    },
  ]
  return (
    <>
      <Section title={t('facts')}>
        <Facts facts={[...factsOf(object, t), ...common]} />
      </Section>
      <Section title={t('labels')}>
        {Object.keys(labels).length === 0 ? (
          <p className="section__none">{t('none')}</p>
        ) : (
          <div className="chip-list">
            {Object.entries(labels).map(([key, value]) => (
              <Chip key={key} kind="label" title={`${key}=${value}`}>
                {value === '' ? key : `${key}=${value}`}
              </Chip>
            ))}
          </div>
        )}
      </Section>
      <ObjectActions object={object} />
    </>
  )
}

function Age({ since }: { readonly since: string }) {
  const now = useClock(state => Math.floor(state.now / 1000) * 1000)
  return <>{humanDuration(Math.max(0, now - fromTimestamp(since)))}</>
}

function factsOf(object: KubeObject, t: Words): FactList {
  switch (object.kind) {
    case 'Node':
      return nodeFacts(object as Node, t)
    case 'Pod':
      return podFacts(object as Pod, t)
    case 'DaemonSet':
      return daemonSetFacts(object as DaemonSet, t)
    default:
      return []
  }
}

function nodeFacts({ spec, status }: Node, t: Words): FactList {
  const ready = findCondition(status.conditions, 'Ready')
  return [
    { name: t('fact.ready'), value: ready && `${ready.status}${ready.reason ? ` (${ready.reason})` : ''}` },
    { name: t('fact.unschedulable'), value: spec.unschedulable ? t('yes') : undefined },
    {
      name: t('fact.taints'),
      value: spec.taints && spec.taints.length > 0 && (
        <span className="chip-list">
          {spec.taints.map(taint => (
            <Chip key={taintText(taint)} kind="taint" effect={taint.effect}>
              {taintText(taint)}
            </Chip>
          ))}
        </span>
      ),
    },
    { name: t('fact.cpu'), value: status.allocatable?.cpu },
    { name: t('fact.memory'), value: status.allocatable?.memory },
    { name: t('fact.pods'), value: status.allocatable?.pods },
    { name: t('fact.address'), value: status.addresses?.find(address => address.type === 'InternalIP')?.address },
    { name: t('fact.kubelet'), value: status.nodeInfo?.kubeletVersion },
  ]
}

function podFacts(pod: Pod, t: Words): FactList {
  const { status, restarts, ready, total } = summarisePod(pod)
  const { nodeName } = pod.spec
  return [
    { name: t('fact.status'), value: status },
    { name: t('fact.ready'), value: `${ready}/${total}` },
    { name: t('fact.restarts'), value: restarts },
    {
      name: t('fact.node'),
      value: nodeName && (
        <button type="button" className="link-button" onClick={() => select({ kind: 'Node', key: nodeName })}>
          {nodeName}
        </button>
      ),
    },
    { name: t('fact.image'), value: pod.spec.containers.map(container => container.image).join(', ') },
    { name: t('fact.address'), value: pod.status.podIP },
    { name: t('fact.priority'), value: pod.spec.priorityClassName },
    { name: t('fact.qos'), value: pod.status.qosClass },
  ]
}

function daemonSetFacts({ spec }: DaemonSet, t: Words): FactList {
  const { type, rollingUpdate } = spec.updateStrategy
  const { nodeSelector, containers, priorityClassName } = spec.template.spec
  return [
    { name: t('fact.image'), value: containers.map(container => container.image).join(', ') },
    { name: t('fact.selector'), value: pairs(spec.selector.matchLabels) },
    { name: t('fact.nodeSelector'), value: pairs(nodeSelector) },
    { name: t('fact.strategy'), value: type },
    { name: t('fact.maxUnavailable'), value: rollingUpdate?.maxUnavailable },
    { name: t('fact.maxSurge'), value: rollingUpdate?.maxSurge },
    { name: t('fact.minReadySeconds'), value: spec.minReadySeconds },
    { name: t('fact.priority'), value: priorityClassName },
  ]
}

function pairs(map: Readonly<Record<string, string>> | undefined): string | undefined {
  return (
    map &&
    Object.entries(map)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ')
  )
}
