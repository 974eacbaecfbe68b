import type { CSSProperties } from 'react'
import './slider.css'

export interface SliderProps {
  readonly label: string
  /** What a screen reader says for the present value: `4 times real speed`. */
  readonly valueText?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

/** A number on a line; arrow keys, Page Up and Down, Home and End move it. */
export function Slider({ label, valueText, value, min, max, step, onChange }: SliderProps) {
  return (
    <input
      type="range"
      className="slider"
      style={{ '--filled': (value - min) / (max - min) } as CSSProperties}
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={event => onChange(event.currentTarget.valueAsNumber)}
    />
  )
}
