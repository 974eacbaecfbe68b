import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { NotLoaded } from './later'
import { notify } from './toasts'

interface PassingBoundaryProps {
  /** Closes what cannot be shown. */
  readonly onFail: () => void
  readonly children: ReactNode
}

/** Around what opens and closes over the page: when it cannot be loaded, that is said, and opening it again tries again. */
export class PassingBoundary extends Component<PassingBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    const missing = error instanceof NotLoaded
    if (missing) error.forget()
    this.props.onFail()
    this.setState({ failed: false })
    notify({
      kind: 'problem',
      text: i18next.t(missing ? 'kit:notLoaded' : 'kit:failed'),
      detail: missing ? i18next.t('kit:notLoadedText') : String(error),
    })
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
