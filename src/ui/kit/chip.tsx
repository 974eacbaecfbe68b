import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import './chip.css'

export interface ChipProps extends ComponentProps<'span'> {
  /** `plain` for kinds and counts; `label` and `taint` for what a node carries. */
  readonly kind?: 'plain' | 'label' | 'taint'
  /** Of a taint: its effect is told by the notch and the colour. */
  readonly effect?: string
  /** Made by the system, not by a person: quieter. */
  readonly system?: boolean
  /** Matches what is looked at. */
  readonly lit?: boolean
}

/** A small piece of fact: `disktype=ssd`, or a notched taint. */
export function Chip({ kind = 'plain', effect, system, lit, className, ...rest }: ChipProps) {
  return (
    <span
      className={classNames(
        'chip',
        `chip--${kind}`,
        effect !== undefined && `chip--${effect}`,
        system === true && 'chip--system',
        lit === true && 'chip--lit',
        className,
      )}
      {...rest}
    />
  )
}
