import i18next from 'i18next'
import { Bug } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button, EmptyState } from '../kit'

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
    return (
      <EmptyState
        icon={<Bug />}
        title={i18next.t('panels.failed')}
        action={<Button onClick={() => this.setState({ error: undefined })}>{i18next.t('panels.retry')}</Button>}
      >
        <code>{error.message}</code>
      </EmptyState>
    )
  }
}
