import { classNames } from './class-names'
import './command-line.css'

/** A command line as it could be typed. `block` gives it a box of its own that wraps. */
export function CommandLine({ line, block = false }: { readonly line: string; readonly block?: boolean }) {
  return (
    <code className={classNames('command-line', block && 'command-line--block')}>
      <span aria-hidden="true" className="command-line__prompt">
        ${' '}
      </span>
      {line}
    </code>
  )
}
