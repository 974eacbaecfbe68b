import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button'
import { classNames } from './class-names'
import './dialog.css'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  /** One sentence that says what this is for; read out with the title. */
  readonly description?: ReactNode
  readonly size?: 's' | 'm' | 'l' | 'xl'
  /** Buttons at the foot, the main one last. */
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

/** A window over the page. Escape, the cross and a click outside close it; focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, description, size = 'm', footer, children }: DialogProps) {
  const { t } = useTranslation('kit')
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__overlay" />
        <Radix.Content
          className={classNames('dialog', `dialog--${size}`)}
          onOpenAutoFocus={focusFirstField}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className="dialog__header">
            <div>
              <Radix.Title className="dialog__title">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="dialog__description">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('close')} shortcut="Esc">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="dialog__body">{children}</div>
          {footer !== undefined && <footer className="dialog__footer">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Into the first field, else onto the window itself: not onto the cross, whose tooltip would cover it. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget
  if (!(content instanceof HTMLElement)) return
  event.preventDefault()
  const field = content.querySelector<HTMLElement>('.dialog__body :is(input, textarea):not([type="radio"])')
  ;(field ?? content).focus()
}
