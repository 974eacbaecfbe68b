import { createTrustingEngine } from './engine'
import type { Engine, EngineOptions } from './engine-interface'
import { OBJECT_CHECKS } from './object-checks'

export type { Engine } from './engine-interface'

/** A cluster with everything in it: API server, controllers, scheduler, machines with their kubelets. */
export function createEngine(options: EngineOptions): Engine {
  return createTrustingEngine(options, OBJECT_CHECKS)
}
