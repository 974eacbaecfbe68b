import { Popover } from 'radix-ui'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { objectKey } from '../../k8s/object'
import { select } from '../../state/selection'
import { overlayRoot } from '../kit'
import { PodTile } from './pod-tile'
import type { WaitingPod } from './waiting-pods'

interface WaitingListProps {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly waiting: readonly WaitingPod[]
  readonly onClose: () => void
}

/** The waiting room, opened. */
export function WaitingList({ anchor, waiting, onClose }: WaitingListProps) {
  const { t } = useTranslation('canvas')
  return (
    <Popover.Root
      open
      onOpenChange={open => {
        if (!open) onClose()
      }}
    >
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Popover.Portal container={overlayRoot()}>
        <Popover.Content
          className="waiting-list"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          onCloseAutoFocus={event => {
            event.preventDefault()
            anchor.current?.focus()
          }}
          // The button closes by itself.
          onInteractOutside={event => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault()
          }}
        >
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
