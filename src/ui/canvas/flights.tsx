import { useEffect, useRef } from 'react'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { ChangeSet } from '../../protocol/protocol'
import { useClock } from '../../state/clock'
import { nodeOfPod, nodesOf, useCluster } from '../../state/cluster'
import { flightTime } from './flight-time'
import { isStill } from './reduced-motion'
import { useFlow } from './view-state'
import './flights.css'

/** With more births than this in one update, Pods simply appear. */
const MOST = 30

/** The mark on the element that Pods fly from: the controller's name in the header. */
const FLIGHT_ORIGIN = '[data-flight-origin]'
const CANVAS = '.canvas'

/** Pods that have just been created fly from their controller to their node. Only decoration: nothing waits for it. */
export function Flights() {
  const layer = useRef<HTMLDivElement>(null)
  // Measuring makes the browser lay the page out, so it is done once and forgotten when something changes its size.
  const measured = useRef<Places | undefined>(undefined)
  useEffect(() => {
    const sky = layer.current
    if (sky === null) return
    const sizes = new ResizeObserver(() => {
      measured.current = undefined
    })
    for (const part of [sky, document.querySelector(CANVAS)]) if (part !== null) sizes.observe(part)
    return () => sizes.disconnect()
  }, [])
  useEffect(
    () =>
      useCluster.subscribe((now, before) => {
        const sky = layer.current
        if (sky === null || now.history !== before.history || now.historyLength <= before.historyLength) return
        const duration = flightTime(useClock.getState().speed, nodesOf(now).size)
        if (duration === 0 || document.hidden) return
        if (isStill()) return
        const born = newDaemonPods(now.history.slice(before.historyLength - now.historyLength))
        if (born.length === 0 || born.length > MOST || sky.childElementCount > MOST) return
        const { flow } = useFlow.getState()
        const places = measured.current ?? measure(sky)
        if (places === undefined || flow === undefined) return
        measured.current = places
        const { x, y, zoom } = flow.getViewport()
        for (const pod of born) {
          const node = flow.getNode(nodeOfPod(pod))
          if (node === undefined) continue
          const [left, top] = places.canvas
          const to = [left + x + (node.position.x + 32) * zoom, top + y + (node.position.y + 82) * zoom] as const
          fly(sky, pod.metadata.name, { from: places.origin, to, duration })
        }
      }),
    [],
  )
  return <div ref={layer} className="flights" aria-hidden="true" />
}

interface Places {
  readonly origin: readonly [x: number, y: number]
  readonly canvas: readonly [x: number, y: number]
}

/** Where flights begin and where the canvas lies, within the layer. */
function measure(sky: HTMLElement): Places | undefined {
  const origin = document.querySelector(FLIGHT_ORIGIN)?.getBoundingClientRect()
  const canvas = document.querySelector(CANVAS)?.getBoundingClientRect()
  if (origin === undefined || canvas === undefined) return undefined
  const { left, top } = sky.getBoundingClientRect()
  return { origin: [origin.left - left + 8, origin.top - top + 4], canvas: [canvas.left - left, canvas.top - top] }
}

function newDaemonPods(changes: readonly ChangeSet[]): readonly Pod[] {
  return changes.flatMap(change =>
    change.added.filter((object): object is Pod => object.kind === 'Pod' && controllerOf(object)?.kind === 'DaemonSet'),
  )
}

interface Course {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  /** Milliseconds. */
  readonly duration: number
}

function fly(sky: HTMLElement, name: string, { from, to, duration }: Course): void {
  const traveller = document.createElement('div')
  traveller.className = 'flight'
  traveller.textContent = name
  sky.append(traveller)
  const at = ([x, y]: readonly [number, number], scale: number) => `translate(${x}px, ${y}px) scale(${scale})`
  const flight = traveller.animate(
    [
      { transform: at(from, 0.7), opacity: 0 },
      { transform: at(from, 1), opacity: 1, offset: 0.15 },
      { transform: at(to, 0.9), opacity: 1, offset: 0.85 },
      { transform: at(to, 0.5), opacity: 0 },
    ],
    { duration, easing: 'cubic-bezier(0.3, 0.1, 0.2, 1)' },
  )
  flight.finished.then(
    () => traveller.remove(),
    () => traveller.remove(),
  )
}
