import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import './field.css'

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: ReactNode
  /** Below the box: what is expected, or what is wrong with what is there. */
  readonly hint?: ReactNode
  readonly problem?: ReactNode
  readonly mono?: boolean
}

/** A line of text with its label above. */
export function TextField({ label, hint, problem, mono = false, className, ...rest }: TextFieldProps) {
  const id = useId()
  const said = problem ?? hint
  return (
    <div className={classNames('field', className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        spellCheck={false}
        autoComplete="off"
        className={classNames('input', mono && 'input--mono')}
        aria-invalid={problem !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        {...rest}
      />
      {said !== undefined && (
        <p id={`${id}-said`} className={classNames('field__hint', problem !== undefined && 'field__hint--problem')}>
          {said}
        </p>
      )}
    </div>
  )
}

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly onChange: (value: Value) => void
}

/** A few exclusive choices side by side. */
export function ChoiceField<Value extends string>({ label, value, options, onChange }: ChoiceFieldProps<Value>) {
  const name = useId()
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice__row">
        {options.map(option => (
          <label key={option.value} className="choice__option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
