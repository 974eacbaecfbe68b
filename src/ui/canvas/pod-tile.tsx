import type { TFunction } from 'i18next'
import { ArrowDownToLine, Check, Circle, Clock, Ellipsis, Minus, X } from 'lucide-react'
import { memo } from 'react'
import { objectKey } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { select } from '../../state/selection'
import { classNames, revisionClass } from '../kit'
import { type PodState, podLook } from '../objects/pod-look'
import './pod-tile.css'
import './plain-pod.css'

const GLYPH: Record<PodState, typeof Check> = {
  ready: Check,
  running: Circle,
  pending: Ellipsis,
  pulling: ArrowDownToLine,
  unscheduled: Clock,
  broken: X,
  terminating: Minus,
  succeeded: Check,
  failed: X,
}

export interface PodTileProps {
  readonly pod: Pod
  readonly t: TFunction<'canvas'>
  /** Of the DaemonSet in focus: tint, pattern and mark. */
  readonly revision?: number | undefined
  /** Other workloads' Pods are `small` and carry no revision; among many nodes tiles are `plain`: fewer elements, no motion. */
  readonly size?: 'full' | 'small' | 'plain'
  /** Nobody owns it any more. */
  readonly orphan?: boolean
  readonly selected?: boolean
  readonly tabIndex?: number
}

/** A Pod: outline and glyph say its state; tint, pattern and mark its revision; the number its restarts. */
export const PodTile = memo(function PodTile({
  pod,
  t,
  revision,
  size = 'full',
  orphan = false,
  selected,
  tabIndex = -1,
}: PodTileProps) {
  const { state, status, restarts } = podLook(pod)
  const Glyph = GLYPH[state]
  const key = objectKey(pod)
  const small = size === 'small'
  const plain = size === 'plain'
  return (
    <button
      type="button"
      className={classNames(
        'pod nodrag',
        `pod--${state}`,
        size !== 'full' && `pod--${size}`,
        orphan && 'pod--orphan',
        selected === true && 'pod--selected',
        revision !== undefined && `${revisionClass(revision)} revision-fill`,
      )}
      data-pod={key}
      tabIndex={tabIndex}
      title={`${pod.metadata.name}\n${status}${restarts > 0 ? ` · ${t('pod.restarts', { count: restarts })}` : ''}${orphan ? `\n${t('pod.orphanTitle')}` : ''}`}
      aria-label={t('pod.label', {
        name: pod.metadata.name,
        status: orphan ? `${status}, ${t('pod.orphanTitle')}` : status,
      })}
      aria-pressed={selected}
      onClick={event => {
        event.stopPropagation()
        select({ kind: 'Pod', key })
      }}
    >
      {/* A new key starts the flash again: something just changed. */}
      {!plain && <span key={state} className="pod__flash" aria-hidden="true" />}
      {!plain && isBusy(state) && (
        <span className="pod__ring" aria-hidden="true">
          <i />
        </span>
      )}
      {!plain && <Glyph className="pod__glyph" aria-hidden="true" />}
      {restarts > 0 && size === 'full' && <span className="pod__restarts">{restarts}</span>}
      {orphan && !small && <span className="pod__mark">{plain ? '∅' : t('pod.orphan')}</span>}
      {revision !== undefined && !small && <span className="pod__mark">r{revision}</span>}
    </button>
  )
})

const isBusy = (state: PodState) => state === 'pending' || state === 'pulling'
