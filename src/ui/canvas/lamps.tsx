import { useCanvasFacts } from './canvas-context'
import type { CardVerdict } from './card-facts'
import './lamps.css'

/** Should run, may stay, has a Pod. Where they disagree, something is about to happen or the Pod is misscheduled. */
export function Lamps({ verdict }: { readonly verdict: CardVerdict }) {
  const { t, ownerName: name } = useCanvasFacts()
  if (!verdict.known || name === '') return <span className="lamps" />
  const word = (on: boolean) => t(on ? 'node.yes' : 'node.no')
  const text = t('node.lampsTitle', {
    name,
    run: word(verdict.shouldRun),
    stay: word(verdict.mayStay),
    pod: word(verdict.hasPod),
  })
  return (
    <span className="lamps" role="img" aria-label={text} title={text}>
      <i className={verdict.shouldRun ? 'lamp lamp--on' : 'lamp'} />
      <i className={verdict.mayStay ? 'lamp lamp--on' : 'lamp'} />
      <i className={verdict.hasPod ? 'lamp lamp--on' : 'lamp'} />
    </span>
  )
}
