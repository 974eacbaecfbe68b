import type { Component } from './component'
import type { InformerFactory } from './runtime/informer'

/**
 * A component that is not there before the first object of one of the resources: it could do nothing, and what runs it need
 * not be known until then.
 */
export function startWithFirst(
  resources: readonly string[],
  informers: InformerFactory,
  start: () => Component,
): Component {
  let component: Component | undefined
  let paused = false
  const begin = () => {
    if (component !== undefined) return
    component = start()
    if (paused) component.pause()
  }
  for (const resource of resources) informers.informer(resource).handle({ added: begin })
  return {
    pause() {
      paused = true
      component?.pause()
    },
    resume() {
      paused = false
      component?.resume()
    },
  }
}
