import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
import { ObjectActions } from './object-actions'
import { Facts, Section } from './section'

type Words = ReturnType<typeof useTranslation<'inspector'>>['t']
type FactList = readonly (readonly [name: string, value: ReactNode])[]

/** The object in short, its labels, and what can be done with it. */
export function WhatTab({ object }: { readonly object: KubeObject }) {
  const { t } = useTranslation('inspector')
  const { namespace, creationTimestamp, labels = {} } = object.metadata
  const owner = controllerOf(object)
  const common: FactList = [
    [t('fact.namespace'), namespace],
    [t('fact.age'), creationTimestamp === '' ? undefined : <Age since={creationTimestamp} />],
    [
      t('fact.owner'),
      owner && (
        <button
          type="button"
          className="link-button"
          onClick={() => select({ kind: owner.kind, key: namespace ? `${namespace}/${owner.name}` : owner.name })}
        >
          {owner.kind} {owner.name}
        </button>
      ),
    ],
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
          <div className="chips">
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
  const ready = status.conditions?.find(condition => condition.type === 'Ready')
  return [
    [t('fact.ready'), ready && `${ready.status}${ready.reason ? ` (${ready.reason})` : ''}`],
    [t('fact.unschedulable'), spec.unschedulable ? t('yes') : undefined],
    [
      t('fact.taints'),
      spec.taints && spec.taints.length > 0 && (
        <span className="chips">
          {spec.taints.map(taint => (
            <Chip key={taintText(taint)} kind="taint" effect={taint.effect}>
              {taintText(taint)}
            </Chip>
          ))}
        </span>
      ),
    ],
    [t('fact.cpu'), status.allocatable?.cpu],
    [t('fact.memory'), status.allocatable?.memory],
    [t('fact.pods'), status.allocatable?.pods],
    [t('fact.address'), status.addresses?.find(address => address.type === 'InternalIP')?.address],
    [t('fact.kubelet'), status.nodeInfo?.kubeletVersion],
  ]
}

function podFacts(pod: Pod, t: Words): FactList {
  const { status, restarts, ready, total } = summarisePod(pod)
  const { nodeName } = pod.spec
  return [
    [t('fact.status'), status],
    [t('fact.ready'), `${ready}/${total}`],
    [t('fact.restarts'), restarts],
    [
      t('fact.node'),
      nodeName && (
        <button type="button" className="link-button" onClick={() => select({ kind: 'Node', key: nodeName })}>
          {nodeName}
        </button>
      ),
    ],
    [t('fact.image'), pod.spec.containers.map(container => container.image).join(', ')],
    [t('fact.address'), pod.status.podIP],
    [t('fact.priority'), pod.spec.priorityClassName],
    [t('fact.qos'), pod.status.qosClass],
  ]
}

function daemonSetFacts({ spec }: DaemonSet, t: Words): FactList {
  const { type, rollingUpdate } = spec.updateStrategy
  const { nodeSelector, containers, priorityClassName } = spec.template.spec
  return [
    [t('fact.image'), containers.map(container => container.image).join(', ')],
    [t('fact.selector'), pairs(spec.selector.matchLabels)],
    [t('fact.nodeSelector'), pairs(nodeSelector)],
    [t('fact.strategy'), type],
    [t('fact.maxUnavailable'), rollingUpdate?.maxUnavailable],
    [t('fact.maxSurge'), rollingUpdate?.maxSurge],
    [t('fact.minReadySeconds'), spec.minReadySeconds],
    [t('fact.priority'), priorityClassName],
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
