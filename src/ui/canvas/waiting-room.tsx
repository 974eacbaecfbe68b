import { ChevronUp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { objectKey } from '../../k8s/object'
import { useClock } from '../../state/clock'
import { useCluster } from '../../state/cluster'
import { select } from '../../state/selection'
import { overlayRoot } from '../kit'
import { PodTile } from './pod-tile'
import { type WaitingPod, waitingPods } from './waiting-pods'

/** Pods that no node has taken, with the scheduler's words. They never vanish: they wait here. */
export function WaitingRoom() {
  const { t } = useTranslation('canvas')
  // Whole seconds are enough for patience, and spare a look at every frame.
  const second = useClock(state => Math.floor(state.now / 1000))
  const pods = useCluster(useShallow(state => waitingPods(state, second * 1000).map(({ pod }) => pod)))
  const waiting = pods.length === 0 ? [] : waitingPods(useCluster.getState(), second * 1000)
  const [first] = waiting
  if (first === undefined) return null
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className="waiting">
          <PodDot waiting={first} />
          <span className="waiting__text">
            <b>{t('waiting.title', { count: waiting.length })}</b>
            <span className="waiting__words">
              {first.pod.metadata.name}: {first.words || t('waiting.silent')}
            </span>
          </span>
          <ChevronUp aria-hidden="true" className="waiting__arrow" />
        </button>
      </Popover.Trigger>
      <Popover.Portal container={overlayRoot()}>
        <Popover.Content className="waiting-list" side="top" align="start" sideOffset={8} collisionPadding={12}>
          <h2>{t('waiting.label')}</h2>
          <ul>
            {waiting.slice(0, 60).map(entry => (
              <WaitingEntry key={entry.pod.metadata.uid} entry={entry} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function PodDot({ waiting }: { readonly waiting: WaitingPod }) {
  return <span className={`waiting__dot ${waiting.words === '' ? '' : 'waiting__dot--refused'}`} />
}

function WaitingEntry({ entry: { pod, words } }: { readonly entry: WaitingPod }) {
  const { t } = useTranslation('canvas')
  return (
    <li>
      <PodTile pod={pod} t={t} size="small" tabIndex={0} />
      <div>
        <button
          type="button"
          className="waiting-list__name"
          onClick={() => select({ kind: 'Pod', key: objectKey(pod) })}
        >
          {pod.metadata.name}
        </button>
        <p>{words || t('waiting.silent')}</p>
      </div>
    </li>
  )
}
