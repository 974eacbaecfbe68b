import type { ReactNode } from 'react'
import { select } from '../../state/selection'
import { useRoving } from './roving'

export interface CardShellProps {
  readonly name: string
  readonly className: string
  /** Name, status, Pods and placement in words. */
  readonly label: string
  readonly title?: string
  readonly children: ReactNode
}

/** The body of a node card: focusable, one in the tab order at a time; the canvas handles its keys and its menu. */
export function CardShell({ name, className, label, title, children }: CardShellProps) {
  const { active, enter } = useRoving(name)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of things about one node, not of form fields
    // biome-ignore lint/a11y/useKeyWithClickEvents: useCanvasKeys handles Enter for all cards at once
    <div
      className={className}
      data-node={name}
      role="group"
      tabIndex={active ? 0 : -1}
      aria-label={label}
      title={title}
      onFocus={enter}
      onClick={() => select({ kind: 'Node', key: name })}
    >
      {children}
    </div>
  )
}
