import i18next from 'i18next'
import { Component, type ReactNode, Suspense } from 'react'
import { NotLoaded } from './later'
import { notify } from './toasts'

interface PassingBoundaryProps {
  /** Closes what cannot be shown. */
  readonly onFail: () => void
  /** Nobody would miss it: then nothing is said. */
  readonly quiet?: boolean
  readonly children: ReactNode
}

/** Around what opens and closes over the page, and comes when it is opened. What cannot be loaded is said; opening it again tries again. */
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
    if (this.props.quiet === true) return
    notify({
      kind: 'problem',
      text: i18next.t(missing ? 'kit:notLoaded' : 'kit:failed'),
      detail: missing ? i18next.t('kit:notLoadedText') : String(error),
    })
  }

  override render(): ReactNode {
    return this.state.failed ? null : <Suspense fallback={null}>{this.props.children}</Suspense>
  }
}
