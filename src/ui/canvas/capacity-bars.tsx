import { useCanvasFacts } from './canvas-context'
import type { Capacity, Share } from './card-facts'
import './capacity-bars.css'

/** CPU and memory: what daemons ask for, what others ask for, what is free. */
export function CapacityBars({ capacity }: { readonly capacity: Capacity }) {
  return (
    <div className="capacity">
      <Bar resource="cpu" share={capacity.cpu} />
      <Bar resource="memory" share={capacity.memory} />
    </div>
  )
}

function Bar({ resource, share }: { readonly resource: 'cpu' | 'memory'; readonly share: Share }) {
  const { t } = useCanvasFacts()
  const percent = (part: number) => (share.total === 0 ? 0 : Math.min(100, Math.round((part / share.total) * 100)))
  const used = percent(share.daemons + share.others)
  const title = t('node.capacityTitle', {
    resource,
    daemons: `${percent(share.daemons)}%`,
    others: `${percent(share.others)}%`,
    total: amountText(resource, share.total),
  })
  return (
    <div className="capacity__row" title={title}>
      <span className="capacity__label">{t(`node.${resource}`, { percent: used })}</span>
      <span className="capacity__bar" data-full={used > 95}>
        <i style={{ width: `${percent(share.daemons)}%` }} />
        <i style={{ width: `${Math.max(0, used - percent(share.daemons))}%` }} />
      </span>
    </div>
  )
}

function amountText(resource: 'cpu' | 'memory', amount: number): string {
  return resource === 'cpu' ? `${amount / 1000} CPU` : `${Math.round(amount / 1024 ** 2)}Mi`
}
