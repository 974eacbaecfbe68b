import { type ComponentType, createElement, type FunctionComponent, use } from 'react'
import { type Part, part, usable } from '../../state/parts'

/** A part of the page that could not be fetched: there was no network, or the host has it no more. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded'

  /** `forget`: call it before the part is shown again, and it is fetched again. */
  constructor(readonly forget: () => void) {
    super('This part of the page could not be loaded.')
  }
}

export interface LaterComponent<Props> extends FunctionComponent<Props> {
  /** Fetches it now, for somebody who will want it in a moment. */
  readonly fetch: Part<ComponentType<Props>>
}

/**
 * A component whose code comes later. Put it in a Suspense; throws NotLoaded to the boundary around it. Unlike React's
 * `lazy`, it can be tried again, and it is fetched ahead of need with all other parts.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  when?: 'soon',
): LaterComponent<Props> {
  const wanted = part(load, when)
  let asked: Promise<ComponentType<Props>> | undefined
  const forget = () => {
    asked = undefined
  }
  const ask = (): Promise<ComponentType<Props>> => {
    asked ??= usable.then(wanted).catch(() => {
      throw new NotLoaded(forget)
    })
    return asked
  }
  // biome-ignore lint/correctness/noComponentHookFactories: like React's lazy, called once a part, when its module is loaded
  function Later(props: Props) {
    // What is there is shown without a moment of waiting.
    return createElement(wanted.loaded ?? use(ask()), props)
  }
  return Object.assign(Later, { fetch: wanted })
}
