import type { CSSProperties } from 'react'
import { type FrameProps, Slot } from './frame-places'
import { rememberedSizes, SIZES } from './remembered-layout'

/** The frame with the sizes that its panels will have, before what resizes them has been loaded. */
export function StillFrame({ hosts }: FrameProps) {
  const rows = rememberedSizes('rows')
  const columns = rememberedSizes('columns')
  const left = rememberedSizes('left')
  return (
    <div className="frame frame--still frame--rows">
      <div className="frame--still" style={sized(rows?.columns)}>
        <div className="frame--still frame--rows" style={sized(columns?.left, atLeast(SIZES.left))}>
          <Slot host={hosts.editor} style={sized(left?.editor)} />
          <div className="frame__row-handle" />
          <Slot host={hosts.terminal} style={sized(left?.terminal, `${SIZES.terminal}px`)} />
        </div>
        <div className="frame__column-handle" />
        <Slot host={hosts.cluster} style={sized(columns?.cluster)} />
        <div className="frame__column-handle" />
        <Slot host={hosts.inspector} style={sized(columns?.inspector, atLeast(SIZES.inspector))} />
      </div>
      <div className="frame__row-handle" />
      <Slot host={hosts.time} style={sized(rows?.foot, `${SIZES.foot}px`)} />
    </div>
  )
}

/** Of what the two borders leave. */
const atLeast = ({ share, min }: { readonly share: number; readonly min: number }) =>
  `max(${min}px, ${share / 100} * (100% - 2px))`

/** As much as was remembered, else its own size, else what is left. */
function sized(remembered: number | undefined, own?: string): CSSProperties {
  if (remembered !== undefined) return { flex: `${remembered} 1 0` }
  return { flex: own === undefined ? '1 1 0' : `0 0 ${own}` }
}
