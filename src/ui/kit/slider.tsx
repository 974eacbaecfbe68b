import { Slider as Radix } from 'radix-ui'
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
    <Radix.Root
      className="slider"
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={values => {
        const next = values[0]
        if (next !== undefined) onChange(next)
      }}
    >
      <Radix.Track className="slider__track">
        <Radix.Range className="slider__range" />
      </Radix.Track>
      <Radix.Thumb className="slider__thumb" aria-label={label} aria-valuetext={valueText} />
    </Radix.Root>
  )
}
