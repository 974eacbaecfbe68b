import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button'
import { classNames } from './class-names'
import { type Toast, useToasts } from './toasts'
import './toaster.css'

const ICON = { done: CircleCheck, info: Info, problem: CircleAlert }

/** The toasts of the moment. */
export function Toaster() {
  const { t } = useTranslation('kit')
  const toasts = useToasts(state => state.toasts)
  return (
    <Radix.Provider swipeDirection="right" label={t('notice')}>
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <Radix.Viewport className="toaster" label={t('notices')} />
    </Radix.Provider>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation('kit')
  const dismiss = useToasts(state => state.dismiss)
  const Icon = ICON[toast.kind]
  const { action } = toast
  return (
    <Radix.Root
      className={classNames('toast', `toast--${toast.kind}`)}
      duration={toast.kind === 'problem' ? 12_000 : 5_000}
      onOpenChange={open => {
        if (!open) dismiss(toast.id)
      }}
    >
      <Icon className="toast__icon" aria-hidden="true" />
      <div className="toast__text">
        <Radix.Title className="toast__title">{toast.text}</Radix.Title>
        {toast.detail !== undefined && <Radix.Description className="toast__detail">{toast.detail}</Radix.Description>}
      </div>
      {action !== undefined && (
        <Radix.Action asChild altText={action.label}>
          <Button size="s" onClick={action.run}>
            {action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton size="s" label={t('dismiss')}>
          <X />
        </IconButton>
      </Radix.Close>
    </Radix.Root>
  )
}
