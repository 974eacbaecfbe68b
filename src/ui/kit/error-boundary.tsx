import i18next from 'i18next'
import { Bug, Unplug } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { NotLoaded } from './later'

export interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface Failure {
  readonly error: Error | undefined
}

/** Keeps a fault of one panel to that panel: the others go on, and this one can be tried again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, Failure> {
  override state: Failure = { error: undefined }

  static getDerivedStateFromError(error: unknown): Failure {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const missing = error instanceof NotLoaded
    const retry = () => {
      if (missing) error.forget()
      this.setState({ error: undefined })
    }
    return (
      <EmptyState
        icon={missing ? <Unplug /> : <Bug />}
        title={i18next.t(missing ? 'kit:notLoaded' : 'kit:failed')}
        action={<Button onClick={retry}>{i18next.t('kit:tryAgain')}</Button>}
      >
        {missing ? i18next.t('kit:notLoadedText') : <code>{error.message}</code>}
      </EmptyState>
    )
  }
}
