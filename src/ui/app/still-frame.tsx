import { type CSSProperties, Fragment } from 'react'
import { useSettings } from '../../state/settings'
import { type FrameGroup, type FramePart, frameLayout } from './frame-layout'
import { type FrameProps, type Hosts, Slot } from './frame-places'
import { rememberedSizes } from './remembered-layout'

/** The frame with the sizes that its panels will have, before what resizes them has been loaded. */
export function StillFrame({ hosts }: FrameProps) {
  const across = useSettings(state => state.terminalAcross)
  return <StillGroup group={frameLayout(across)} hosts={hosts} className="frame" />
}

interface GroupProps {
  readonly group: FrameGroup
  readonly hosts: Hosts
  readonly className?: string
  readonly style?: CSSProperties
}

function StillGroup({ group, hosts, className = '', style }: GroupProps) {
  const beside = group.orientation === 'horizontal'
  const remembered = rememberedSizes(group)
  return (
    <div className={`${className} frame--still ${beside ? '' : 'frame--rows'}`} style={style}>
      {group.parts.map((part, index) => {
        const own = sized(part, remembered?.[part.id], group.parts.length - 1)
        return (
          <Fragment key={part.id}>
            {index > 0 && <div className={beside ? 'frame__column-handle' : 'frame__row-handle'} />}
            {typeof part.content === 'string' ? (
              <Slot host={hosts[part.content]} style={own} />
            ) : (
              <StillGroup group={part.content} hosts={hosts} style={own} />
            )}
          </Fragment>
        )
      })}
    </div>
  )
}

/** As much as was remembered, else its own size, else what is left. Shares are of what the borders leave. */
function sized({ size, min = 0 }: FramePart, remembered: number | undefined, borders: number): CSSProperties {
  if (remembered !== undefined) return { flex: `${remembered} 1 0` }
  if (size === undefined) return { flex: '1 1 0' }
  if ('pixels' in size) return { flex: `0 0 ${size.pixels}px` }
  return { flex: `0 0 max(${min}px, ${size.share / 100} * (100% - ${borders}px))` }
}
