import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { CommandLine } from './command-line'
import { overlayRoot } from './overlay-root'
import { Shortcut } from './shortcut'
import './tooltip.css'

export interface TooltipProps {
  readonly label?: ReactNode
  /** The command line that the thing stands for. */
  readonly command?: string
  readonly shortcut?: string
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** One element that takes a ref and props. */
  readonly children: ReactElement
}

/** Put once around the page: tooltips that follow each other shortly show at once. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={250}>
      {children}
    </Radix.Provider>
  )
}

/** What a thing is, and the command or key that does the same. Never the only place where something is said. */
export function Tooltip({ label, command, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={overlayRoot()}>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {(label !== undefined || shortcut !== undefined) && (
            <div className="tooltip__row">
              {label}
              {shortcut !== undefined && <Shortcut keys={shortcut} />}
            </div>
          )}
          {command !== undefined && <CommandLine line={command} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
