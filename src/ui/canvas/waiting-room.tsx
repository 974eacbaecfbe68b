import { ChevronUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useClock } from '../../state/clock'
import { useCluster } from '../../state/cluster'
import { later, PassingBoundary } from '../kit'
import { type WaitingPod, waitingPods } from './waiting-pods'

const WaitingList = later(async () => (await import('./waiting-list')).WaitingList)

/** Pods that no node has taken, with the scheduler's words. They never vanish: they wait here. */
export function WaitingRoom() {
  const { t } = useTranslation('canvas')
  // Whole seconds are enough for patience, and spare a look at every frame.
  const second = useClock(state => Math.floor(state.now / 1000))
  const pods = useCluster(useShallow(state => waitingPods(state, second * 1000).map(({ pod }) => pod)))
  const waiting = pods.length === 0 ? [] : waitingPods(useCluster.getState(), second * 1000)
  const [first] = waiting
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  if (first === undefined) return null
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="waiting"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void WaitingList.fetch().catch(() => {})}
        onClick={() => setOpen(!open)}
      >
        <PodDot waiting={first} />
        <span className="waiting__text">
          <b>{t('waiting.title', { count: waiting.length })}</b>
          <span className="waiting__words">
            {first.pod.metadata.name}: {first.words || t('waiting.silent')}
          </span>
        </span>
        <ChevronUp aria-hidden="true" className="waiting__arrow" />
      </button>
      {open && (
        <PassingBoundary onFail={close}>
          <WaitingList anchor={trigger} waiting={waiting} onClose={close} />
        </PassingBoundary>
      )}
    </>
  )
}

function PodDot({ waiting }: { readonly waiting: WaitingPod }) {
  return <span className={`waiting__dot ${waiting.words === '' ? '' : 'waiting__dot--refused'}`} />
}
