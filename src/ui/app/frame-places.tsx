import { type CSSProperties, useLayoutEffect, useRef } from 'react'

/** The elements that the places live in. They are moved from one frame into another, and what is in them lives on. */
export type Hosts = Readonly<Record<'editor' | 'terminal' | 'cluster' | 'inspector' | 'time', HTMLElement>>

export function makeHosts(): Hosts {
  const host = () => Object.assign(document.createElement('div'), { className: 'frame__host' })
  return { editor: host(), terminal: host(), cluster: host(), inspector: host(), time: host() }
}

/** Where a frame puts a place. */
export function Slot({ host, style }: { readonly host: HTMLElement; readonly style?: CSSProperties }) {
  const slot = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => slot.current?.append(host), [host])
  return <div ref={slot} className="frame__slot" style={style} />
}

export interface FrameProps {
  readonly hosts: Hosts
}
